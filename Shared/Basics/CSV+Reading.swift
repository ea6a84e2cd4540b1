extension CSV {
    /// What is no table.
    public struct Malformed: Error, Equatable {
        /// The line on which it goes wrong, from 1.
        public let line: Int

        /// Goes wrong on this line.
        public init(line: Int) {
            self.line = line
        }
    }

    /// A row, and the line of the file that it begins on.
    public struct Row: Sendable, Equatable {
        public let line: Int
        public let cells: [String]
    }

    /// Reads a table (RFC 4180) as ``append(_:to:)`` writes it and spreadsheets save it: with a byte
    /// order mark or without, any line ends. The apostrophe that keeps a text from being a formula is
    /// taken away. Empty lines are none.
    public static func rows(of bytes: Bytes) throws(Malformed) -> [Row] {
        var reader = CSVReader(bytes)
        return try reader.rows()
    }
}

private struct CSVReader {
    private let bytes: Bytes
    private var place: Int
    private var line = 1

    init(_ bytes: Bytes) {
        self.bytes = bytes
        place = bytes.starts(with: CSV.byteOrderMark) ? CSV.byteOrderMark.count : 0
    }

    mutating func rows() throws(CSV.Malformed) -> [CSV.Row] {
        var rows: [CSV.Row] = []
        while place < bytes.count {
            let start = line
            let cells = try row()
            if cells != [""] { rows.append(CSV.Row(line: start, cells: cells)) }
        }
        return rows
    }

    private mutating func row() throws(CSV.Malformed) -> [String] {
        var cells: [String] = []
        while true {
            cells.append(try cell())
            guard place < bytes.count else { return cells }
            let end = bytes[place]
            place += 1
            if end == UInt8(ascii: ",") { continue }
            if end == 0x0D, place < bytes.count, bytes[place] == 0x0A { place += 1 }
            line += 1
            return cells
        }
    }

    /// Up to the comma or the line end behind it.
    private mutating func cell() throws(CSV.Malformed) -> String {
        var octets: Bytes = []
        if place < bytes.count, bytes[place] == UInt8(ascii: "\"") {
            octets = try quoted()
        } else {
            while place < bytes.count, !Self.isEnd(bytes[place]) {
                octets.append(bytes[place])
                place += 1
            }
        }
        guard let text = String(validating: octets, as: UTF8.self) else {
            throw CSV.Malformed(line: line)
        }
        return CSV.unprotected(text)
    }

    private mutating func quoted() throws(CSV.Malformed) -> Bytes {
        let start = line
        var octets: Bytes = []
        place += 1
        while place < bytes.count {
            let octet = bytes[place]
            place += 1
            if octet == UInt8(ascii: "\"") {
                guard place < bytes.count, bytes[place] == octet else {
                    guard place == bytes.count || Self.isEnd(bytes[place]) else { break }
                    return octets
                }
                place += 1
            } else if octet == 0x0A {
                line += 1
            }
            octets.append(octet)
        }
        throw CSV.Malformed(line: start)
    }

    private static func isEnd(_ octet: UInt8) -> Bool {
        octet == UInt8(ascii: ",") || octet == 0x0A || octet == 0x0D
    }
}
