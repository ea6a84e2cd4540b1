import Basics

/// A file of WeChat Pay's: a head, a line for each movement, a head of sums, the sums. Values have a
/// mark before them that keeps spreadsheets from touching them.
struct BillTable: Sendable {
    /// It is no such file, or of a form that we do not know.
    struct Malformed: Error {}

    private static let mark = UInt8(ascii: "`")
    private static let byteOrderMark: Bytes = [0xEF, 0xBB, 0xBF]

    /// Gives the values under these heads, line by line. Empty where the file has no lines.
    /// - Throws: `Malformed` where a head is missing, or a line has not as many values as heads.
    static func rows(
        _ file: Bytes,
        _ heads: [String]
    ) throws(Malformed) -> [[String]] {
        var lines = file[...]
        if lines.starts(with: byteOrderMark) { lines = lines.dropFirst(3) }
        guard let head = nextLine(&lines) else { return [] }
        let names = head.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { Bytes($0.drop { $0 == mark }) }
        var places: [Int] = []
        for head in heads {
            guard let place = names.firstIndex(of: Bytes(head.utf8)) else { throw Malformed() }
            places.append(place)
        }
        var rows: [[String]] = []
        // The head of the sums has no mark.
        while let line = nextLine(&lines), line.first == mark {
            let values = split(line)
            guard values.count == names.count else { throw Malformed() }
            rows.append(places.map { String(decoding: values[$0], as: UTF8.self) })
        }
        return rows
    }

    private static func nextLine(_ rest: inout ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard !rest.isEmpty else { return nil }
        let end = rest.firstIndex(of: 0x0A) ?? rest.endIndex
        var line = rest[rest.startIndex..<end]
        rest = rest[min(end + 1, rest.endIndex)...]
        if line.last == 0x0D { line.removeLast() }
        return line
    }

    /// A comma within a value has no mark behind it.
    private static func split(_ line: ArraySlice<UInt8>) -> [ArraySlice<UInt8>] {
        var values: [ArraySlice<UInt8>] = []
        var start = line.startIndex + 1
        var place = start
        while place < line.endIndex {
            if line[place] == UInt8(ascii: ","), place + 1 < line.endIndex,
                line[place + 1] == mark
            {
                values.append(line[start..<place])
                start = place + 2
                place = start
            } else {
                place += 1
            }
        }
        values.append(line[min(start, line.endIndex)..<line.endIndex])
        return values
    }
}
