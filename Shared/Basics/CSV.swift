/// Rows of a table for spreadsheets (RFC 4180): commas, CRLF, quotes where they are needed.
public enum CSV {
    /// What a cell holds.
    public enum Cell: Sendable, Equatable {
        /// Text from anywhere: never a formula, whatever it begins with.
        case text(String)
        /// A number of ours, which stays one.
        case integer(Int64)
    }

    /// Tells spreadsheets that what follows is UTF-8; stands before the first row.
    public static let byteOrderMark: Bytes = [0xEF, 0xBB, 0xBF]

    /// Appends a row.
    public static func append(_ cells: [Cell], to bytes: inout Bytes) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            switch cell {
            case .text(let text): append(text, to: &bytes)
            case .integer(let value): DecimalDigits.append(value, to: &bytes)
            }
        }
        bytes.append(contentsOf: [0x0D, 0x0A])
    }

    /// Spreadsheets take a cell that begins so for a formula, the wide signs in Chinese and
    /// Japanese ones: an apostrophe makes it text.
    private static let dangerous = Set("=+-@\t\r\n＝＋－＠".unicodeScalars)
    /// A semicolon separates cells where a comma stands in numbers.
    private static let special = Set(Bytes("\",;\r\n\t".utf8))
    private static let quote = UInt8(ascii: "\"")

    /// A text as it was before ``append(_:to:)`` kept it from being a formula.
    static func unprotected(_ text: String) -> String {
        guard text.unicodeScalars.first == "'", isDangerous(text) else { return text }
        return String(text.unicodeScalars.dropFirst())
    }

    /// Apostrophes of its own do not matter: so one more can be taken away again.
    private static func isDangerous(_ text: String) -> Bool {
        let first = text.unicodeScalars.first { $0 != "'" }
        return first.map(dangerous.contains) ?? false
    }

    private static func append(_ text: String, to bytes: inout Bytes) {
        var octets = Bytes(text.utf8)
        if isDangerous(text) {
            octets.insert(UInt8(ascii: "'"), at: 0)
        }
        guard octets.contains(where: special.contains) else {
            bytes.append(contentsOf: octets)
            return
        }
        bytes.append(quote)
        for octet in octets {
            if octet == quote { bytes.append(quote) }
            bytes.append(octet)
        }
        bytes.append(quote)
    }
}
