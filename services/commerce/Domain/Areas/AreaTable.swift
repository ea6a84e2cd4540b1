import Basics

/// Reads `areas.csv`: a line an area, sorted by level and code, without quotes.
enum AreaTable {
    private static let head = "code,parent,level,name,short,pinyin,initial,lng,lat,flags"

    static func read(_ octets: Bytes) throws(AreaBook.Damaged) -> [Area] {
        let lines = octets.split(separator: UInt8(ascii: "\n"))
        guard let first = lines.first, first.elementsEqual(head.utf8) else {
            throw AreaBook.Damaged(what: "the head of the table")
        }
        var areas: [Area] = []
        areas.reserveCapacity(lines.count)
        for line in lines.dropFirst() {
            guard let area = area(line) else {
                throw AreaBook.Damaged(what: String(decoding: line, as: UTF8.self))
            }
            areas.append(area)
        }
        return areas
    }

    private static func area(_ line: ArraySlice<UInt8>) -> Area? {
        let cells = line.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
        guard cells.count == 10, let code = DecimalDigits.value(of: cells[0]),
            let level = DecimalDigits.value(of: cells[2]).flatMap(Area.Level.init(rawValue:)),
            !cells[5].isEmpty
        else { return nil }
        return Area(
            code: code,
            level: level,
            parent: DecimalDigits.value(of: cells[1]) ?? 0,
            name: String(decoding: cells[3], as: UTF8.self),
            short: String(decoding: cells[4], as: UTF8.self),
            pinyin: String(decoding: cells[5], as: UTF8.self)
        )
    }
}
