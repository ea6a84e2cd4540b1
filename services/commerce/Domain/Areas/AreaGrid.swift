/// Which counties may hold the points of a cell, a quarter of a degree wide: those whose borders pass
/// through it, or the one that holds all of it.
struct AreaGrid: Sendable {
    enum Content {
        case nothing
        case one(Int)
        case some(ArraySlice<UInt16>)
    }

    private static let west: Int64 = 73
    private static let south: Int64 = 3
    private static let columns = 63 * 4
    private static let rows = 51 * 4

    private let cellSize: Int64
    private let scale: Int64
    /// Where the list of each cell begins in `members`, and where that of the last one ends.
    private var starts: [Int32] = []
    private var members: [UInt16] = []
    /// The county of a cell without borders; -1 where there is none.
    private var owners: [Int32] = []

    /// One in which nothing is found.
    init(scale: Int64) {
        self.scale = scale
        cellSize = scale / 4
    }

    init(over borders: AreaBorders) {
        self.init(scale: borders.scale)
        var cells = [[UInt16]](repeating: [], count: Self.columns * Self.rows)
        for unit in borders.codes.indices {
            for arc in borders.codeArcs[unit] {
                mark(borders, borders.arcs[Int(arc)], UInt16(unit), &cells)
            }
        }
        for cell in cells {
            starts.append(Int32(members.count))
            members += cell
        }
        starts.append(Int32(members.count))
        owners = owners(borders, cells)
    }

    func content(atX x: Int64, _ y: Int64) -> Content {
        guard let cell = cell(x, y), !starts.isEmpty else { return .nothing }
        let range = Int(starts[cell])..<Int(starts[cell + 1])
        if !range.isEmpty { return .some(members[range]) }
        return owners[cell] < 0 ? .nothing : .one(Int(owners[cell]))
    }

    /// All counties with borders in a rectangle.
    func units(_ xs: ClosedRange<Int64>, _ ys: ClosedRange<Int64>) -> [Int] {
        var units: Set<UInt16> = []
        for row in row(ys.lowerBound)...max(row(ys.upperBound), row(ys.lowerBound)) {
            for column in column(xs.lowerBound)...max(column(xs.upperBound), column(xs.lowerBound))
            where (0..<Self.rows).contains(row) && (0..<Self.columns).contains(column) {
                let cell = row * Self.columns + column
                units.formUnion(members[Int(starts[cell])..<Int(starts[cell + 1])])
            }
        }
        return units.map(Int.init).sorted()
    }

    private func column(_ x: Int64) -> Int {
        let east = x - Self.west * scale
        return Int(east >= 0 ? east / cellSize : -1)
    }

    private func row(_ y: Int64) -> Int {
        let north = y - Self.south * scale
        return Int(north >= 0 ? north / cellSize : -1)
    }

    private func cell(_ x: Int64, _ y: Int64) -> Int? {
        let (column, row) = (column(x), row(y))
        guard (0..<Self.columns).contains(column), (0..<Self.rows).contains(row) else { return nil }
        return row * Self.columns + column
    }

    /// Notes a county in all cells that the rectangle around a line of its border touches.
    private func mark(
        _ borders: AreaBorders,
        _ range: Range<Int>,
        _ unit: UInt16,
        _ cells: inout [[UInt16]]
    ) {
        for place in range.dropFirst() {
            let (x1, y1) = (Int64(borders.xs[place - 1]), Int64(borders.ys[place - 1]))
            let (x2, y2) = (Int64(borders.xs[place]), Int64(borders.ys[place]))
            for row in row(min(y1, y2))...row(max(y1, y2)) {
                for column in column(min(x1, x2))...column(max(x1, x2))
                where (0..<Self.rows).contains(row) && (0..<Self.columns).contains(column) {
                    let cell = row * Self.columns + column
                    if cells[cell].last != unit { cells[cell].append(unit) }
                }
            }
        }
    }

    /// Of cells without borders next to each other, one county holds all or none does.
    private func owners(_ borders: AreaBorders, _ cells: [[UInt16]]) -> [Int32] {
        var owners = [Int32](repeating: -1, count: cells.count)
        for row in 0..<Self.rows {
            // What lies to the west of all borders is abroad.
            var known: Int32? = -1
            var behind: [UInt16] = []
            for column in 0..<Self.columns {
                let cell = row * Self.columns + column
                guard cells[cell].isEmpty else {
                    behind = cells[cell]
                    known = nil
                    continue
                }
                let x = Self.west * scale + Int64(column) * cellSize + cellSize / 2
                let y = Self.south * scale + Int64(row) * cellSize + cellSize / 2
                // The county of a cell behind a border is one of those whose border it was.
                let owner =
                    known
                    ?? behind.first { borders.holds(Int($0), x, y) }.map { Int32($0) } ?? -1
                owners[cell] = owner
                known = owner
            }
        }
        return owners
    }
}
