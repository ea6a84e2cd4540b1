extension AreaBorders {
    /// Piers, islets and reclaimed land lie beside the borders; further off it is the sea, or abroad.
    static let reachMetres = 10_000.0
    private static let metresOfDegree = 111_320.0

    /// The county whose border is nearest; nil where all are out of reach.
    func nearest(_ x: Int64, _ y: Int64) -> Int? {
        let cosine = max(Trigonometry.cosine(Trigonometry.radians(Double(y) / Double(scale))), 0.01)
        let reach = Self.reachMetres / Self.metresOfDegree * Double(scale)
        let (up, across) = (Int64(reach) + 1, Int64(reach / cosine) + 1)
        var best: (unit: Int, square: Double)?
        for unit in grid.units(x - across...x + across, y - up...y + up) {
            for arc in codeArcs[unit] {
                let box = arcBoxes[Int(arc)]
                if Int64(box.right) < x - across || Int64(box.left) > x + across
                    || Int64(box.top) < y - up || Int64(box.bottom) > y + up
                {
                    continue
                }
                let square = square(arcs[Int(arc)], x, y, cosine)
                if square <= reach * reach, square < best?.square ?? .infinity {
                    best = (unit, square)
                }
            }
        }
        return best?.unit
    }

    /// The square of the distance from an arc, in units of a degree of latitude.
    private func square(_ range: Range<Int>, _ x: Int64, _ y: Int64, _ cosine: Double) -> Double {
        var least = Double.infinity
        var (x1, y1) = place(range.lowerBound, x, y, cosine)
        for index in range.dropFirst() {
            let (x2, y2) = place(index, x, y, cosine)
            let (dx, dy) = (x2 - x1, y2 - y1)
            let length = dx * dx + dy * dy
            let along = length > 0 ? min(max(-(x1 * dx + y1 * dy) / length, 0), 1) : 0
            let (ax, ay) = (x1 + along * dx, y1 + along * dy)
            least = min(least, ax * ax + ay * ay)
            (x1, y1) = (x2, y2)
        }
        return least
    }

    /// A point of an arc as seen from (x, y), with degrees of longitude as long as they are there.
    private func place(
        _ index: Int,
        _ x: Int64,
        _ y: Int64,
        _ cosine: Double
    ) -> (Double, Double) {
        (Double(Int64(xs[index]) - x) * cosine, Double(Int64(ys[index]) - y))
    }
}
