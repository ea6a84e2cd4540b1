import Basics

/// The borders of all counties, as arcs that neighbours share: a point is in one county at most, and
/// between two neighbours there is no gap.
struct AreaBorders: Sendable {
    /// A rectangle in units of the file.
    struct Box: Sendable {
        var left = Int32.max
        var right = Int32.min
        var bottom = Int32.max
        var top = Int32.min

        mutating func include(_ x: Int32, _ y: Int32) {
            left = min(left, x)
            right = max(right, x)
            bottom = min(bottom, y)
            top = max(top, y)
        }
    }

    /// Units of the file in a degree.
    let scale: Int64
    let xs: [Int32]
    let ys: [Int32]
    /// Where each arc's points are.
    let arcs: [Range<Int>]
    let arcBoxes: [Box]
    /// The counties, and the arcs around each, in no order.
    let codes: [Int64]
    let codeArcs: [[Int32]]
    private(set) var grid: AreaGrid

    /// Out of `areas.bin`; its form is told in docs/areas.md.
    init(_ octets: Bytes) throws(AreaBook.Damaged) {
        guard octets.starts(with: "CNA2".utf8) else {
            throw AreaBook.Damaged(what: "the head of the borders")
        }
        var reader = VarintReader(octets, from: 4)
        scale = try Self.scale(reader.number())
        var (xs, ys): ([Int32], [Int32]) = ([], [])
        var (arcs, boxes): ([Range<Int>], [Box]) = ([], [])
        var (x, y): (Int32, Int32) = (0, 0)
        for _ in 0..<(try reader.number()) {
            let start = xs.count
            var box = Box()
            for _ in 0..<(try reader.number()) {
                x &+= Int32(truncatingIfNeeded: try reader.signed())
                y &+= Int32(truncatingIfNeeded: try reader.signed())
                xs.append(x)
                ys.append(y)
                box.include(x, y)
            }
            arcs.append(start..<xs.count)
            boxes.append(box)
        }
        var (codes, codeArcs): ([Int64], [[Int32]]) = ([], [])
        var code: Int64 = 0
        for _ in 0..<(try reader.number()) {
            code += Int64(try reader.signed())
            var arc = 0
            var members: [Int32] = []
            for _ in 0..<(try reader.number()) {
                arc += try reader.signed()
                guard arcs.indices.contains(arc) else {
                    throw AreaBook.Damaged(what: "an arc of \(code)")
                }
                members.append(Int32(arc))
            }
            codes.append(code)
            codeArcs.append(members)
        }
        guard reader.isAtEnd, !codes.isEmpty else {
            throw AreaBook.Damaged(what: "the end of the borders")
        }
        (self.xs, self.ys, self.arcs, arcBoxes) = (xs, ys, arcs, boxes)
        (self.codes, self.codeArcs) = (codes, codeArcs)
        grid = AreaGrid(scale: scale)
        grid = AreaGrid(over: self)
    }

    private static func scale(_ exponent: Int) throws(AreaBook.Damaged) -> Int64 {
        guard (3...6).contains(exponent) else { throw AreaBook.Damaged(what: "the scale") }
        return (0..<exponent).reduce(1) { scale, _ in scale * 10 }
    }

    /// The county at a point, in WGS-84: the one that holds it, or the nearest within ten kilometres.
    func county(at point: GeoPoint) -> (code: Int64, isApproximate: Bool)? {
        let x = Int64((Double(point.lng) / 1e6 * Double(scale)).rounded())
        let y = Int64((Double(point.lat) / 1e6 * Double(scale)).rounded())
        switch grid.content(atX: x, y) {
        case .one(let unit): return (codes[unit], false)
        case .some(let units):
            for unit in units where holds(Int(unit), x, y) { return (codes[Int(unit)], false) }
        case .nothing: break
        }
        return nearest(x, y).map { (codes[$0], true) }
    }

    /// Whether a ray to the east crosses the border an odd number of times. In whole numbers, so that
    /// both neighbours of an arc see the same.
    func holds(_ unit: Int, _ x: Int64, _ y: Int64) -> Bool {
        var isInside = false
        for arc in codeArcs[unit] {
            let box = arcBoxes[Int(arc)]
            if y < Int64(box.bottom) || y > Int64(box.top) || x > Int64(box.right) { continue }
            let range = arcs[Int(arc)]
            if x < Int64(box.left) {
                // All of it lies to the east: only whether it ends on the other side matters.
                let first = Int64(ys[range.lowerBound]) > y
                if first != (Int64(ys[range.upperBound - 1]) > y) { isInside.toggle() }
                continue
            }
            if crossesOddly(range, x, y) { isInside.toggle() }
        }
        return isInside
    }

    private func crossesOddly(_ range: Range<Int>, _ x: Int64, _ y: Int64) -> Bool {
        var isOdd = false
        var (x1, y1) = (Int64(xs[range.lowerBound]), Int64(ys[range.lowerBound]))
        for place in range.dropFirst() {
            let (x2, y2) = (Int64(xs[place]), Int64(ys[place]))
            if (y1 > y) != (y2 > y) {
                let cross = (x2 - x1) * (y - y1) - (x - x1) * (y2 - y1)
                if (y2 > y1) == (cross > 0), cross != 0 { isOdd.toggle() }
            }
            (x1, y1) = (x2, y2)
        }
        return isOdd
    }
}
