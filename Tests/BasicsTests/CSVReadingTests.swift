import Basics
import Testing

@Suite struct CSVReadingTests {
    @Test(
        arguments: [
            ("", []), ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
            ("\u{FEFF}a\n1", [["a"], ["1"]]), ("a,,\n\n\r\n,b", [["a", "", ""], ["", "b"]]),
            ("\"a,\"\"b\"\"\nc\",d\r\ne,f", [["a,\"b\"\nc", "d"], ["e", "f"]]),
            ("'=1+1,'x,'", [["=1+1", "'x", "'"]]), ("a\rb", [["a"], ["b"]]),
        ] as [(String, [[String]])]
    )
    func reads(_ text: String, _ expected: [[String]]) throws {
        #expect(try CSV.rows(of: Bytes(text.utf8)).map(\.cells) == expected)
    }

    @Test(
        arguments: [
            ("a\n\"b", 2), ("\"a\"b", 1), ("a\n\"x\ny", 2), ("\"", 1),
        ] as [(String, Int)]
    )
    func refuses(_ text: String, _ line: Int) {
        #expect(throws: CSV.Malformed(line: line)) { try CSV.rows(of: Bytes(text.utf8)) }
    }

    @Test func refusesWhatIsNoText() {
        #expect(throws: CSV.Malformed(line: 1)) { try CSV.rows(of: [0x61, 0xFF]) }
    }

    @Test func countsLines() throws {
        let rows = try CSV.rows(of: Bytes("a\n\"b\nc\"\n\nd".utf8))
        #expect(rows.map(\.line) == [1, 2, 5])
    }

    /// Whatever was written is read back.
    @Test(arguments: ["=1", "'=1", "''-x", "'x", "a,b", "\"", "\r\n", "+", "＝x", "中；文", ";", ""])
    func bothWays(_ text: String) throws {
        var bytes: Bytes = []
        CSV.append([.text(text), .text("end")], to: &bytes)
        #expect(try CSV.rows(of: bytes).map(\.cells) == [[text, "end"]])
    }
}
