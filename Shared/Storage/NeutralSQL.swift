import Basics

/// Schema statements in the types that SQLite and PostgreSQL share, put into SQLite's words.
///
/// Reads them octet by octet: what stands in quotes or comments is left alone.
struct NeutralSQL {
    private let input: Bytes
    private var output: Bytes = []
    private var position = 0
    /// The words of the present statement so far, in capitals.
    private var words: [Bytes] = []
    /// Whether the present statement has named the columns of a key: `PRIMARY KEY (…)`.
    private var hasKeyOfColumns = false

    private init(_ input: Bytes) {
        self.input = input
    }

    /// `sql` for SQLite: its own column types, `STRICT` behind every new table, and no row numbers
    /// beside a key of several columns (decision 0021).
    static func sqlite(_ sql: StaticString) -> String {
        var reader = NeutralSQL(sql.withUTF8Buffer { unsafe Bytes($0) })
        reader.translate()
        return String(decoding: reader.output, as: UTF8.self)
    }

    private mutating func translate() {
        while position < input.count {
            let octet = input[position]
            switch octet {
            case UInt8(ascii: "'"), UInt8(ascii: "\""): copy(through: octet)
            case UInt8(ascii: "-") where next == UInt8(ascii: "-"): copy(through: 0x0A)
            case UInt8(ascii: ";"): endStatement()
            case UInt8(ascii: "("): openParenthesis()
            case _ where Self.isWord(octet): copyWord()
            default: copyOne()
            }
        }
        endTable()
    }

    private var next: UInt8? { position + 1 < input.count ? input[position + 1] : nil }

    private mutating func copyOne() {
        output.append(input[position])
        position += 1
    }

    /// A doubled quote ends and begins again: nothing special.
    private mutating func copy(through end: UInt8) {
        copyOne()
        while position < input.count, input[position] != end { copyOne() }
        if position < input.count { copyOne() }
    }

    private mutating func copyWord() {
        let start = position
        while position < input.count, Self.isWord(input[position]) { position += 1 }
        let word = Bytes(input[start..<position])
        output += Self.types[word] ?? word
        words.append(word.map { $0 & 0xDF })
    }

    /// What a column is declared with has no columns behind it.
    private mutating func openParenthesis() {
        if words.suffix(2) == [Bytes("PRIMARY".utf8), Bytes("KEY".utf8)] { hasKeyOfColumns = true }
        copyOne()
    }

    private mutating func endStatement() {
        endTable()
        copyOne()
    }

    private mutating func endTable() {
        if words.prefix(2) == [Bytes("CREATE".utf8), Bytes("TABLE".utf8)] {
            // On a line of its own: the last one may be a comment.
            output += "\nSTRICT".utf8
            if hasKeyOfColumns { output += ", WITHOUT ROWID".utf8 }
        }
        words = []
        hasKeyOfColumns = false
    }

    private static let types: [Bytes: Bytes] = [
        Bytes("INT64".utf8): Bytes("INTEGER".utf8),
        Bytes("TEXT".utf8): Bytes("TEXT".utf8),
        Bytes("BYTES".utf8): Bytes("BLOB".utf8),
        Bytes("DOUBLE".utf8): Bytes("REAL".utf8),
    ]

    private static func isWord(_ octet: UInt8) -> Bool {
        switch octet {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), 0x80...0xFF:
            true
        default: false
        }
    }
}
