import JSON
import Testing

/// What must be refused, after the names of JSONTestSuite.
@Suite struct JSONRefuseTests {
    @Test(arguments: [
        "", " ", "[", "]", "{", "}", "[1", "[1,", "[1,]", "[,1]", "[1,,2]", "[1 2]", "[1}", "[1]]",
        "[1]x", "1 2", "{]", "{,}", "{1:1}", "{a:1}", "{'a':1}", #"{"a"}"#, #"{"a":}"#,
        #"{"a":1,}"#, #"{"a":1"b":2}"#, #"{"a":1,,"b":2}"#, #"{"a"1}"#, #"{"a":1}}"#, #"{"a":1"#,
        #"{"a":"#, #"{"a"#, #"{"a":1/**/}"#, "//x\n1", "#1", "True", "nul", "nulll", "tru", "t",
        "NaN", "Infinity", "-Infinity", "+1", "01", "-01", "00", "1.", ".5", "-.5", "-", "--1",
        "1e", "1e+", "1E-", "1.e1", "1.5.5", "0x1", "1_000", "1a", "1e5.5", "0b1", "0.e1", "- 1",
        "1e309", "-1e309", "1e99999999999999999999", "１", "\u{a0}1", "\u{c}1", "\u{0}", "1\u{0}",
    ])
    func grammar(_ text: String) {
        #expect(throws: JSONError.self) { try JSON.parse(text.utf8) }
    }

    @Test(arguments: [
        #"""#, #""a"#, #""\"#, #""\""#, #""\x""#, #""\'""#, #""\U0041""#, #""\u""#, #""\u1""#,
        #""\u12""#, #""\u123""#, #""\u123g""#, #""\u 123""#, #""\u+123""#, #""\uD800""#,
        #""\uDC00""#, #""\uD800\u0041""#, #""\uD800\uD800""#, #""\uD800\n""#, #""\uD800\"#,
        #""\uD800\u""#, #""\uD800x""#, #""\uDC00\uD800""#, "\"\n\"", "\"\t\"", "\"\u{0}\"",
        "\"\u{1f}\"", "\"a\\\n\"", "\"\\n\u{1}\"", "'a'", "\u{201c}a\u{201d}",
    ])
    func strings(_ text: String) {
        #expect(throws: JSONError.self) { try JSON.parse(text.utf8) }
    }

    @Test(arguments: [
        #"{"a":1,"a":1}"#, #"{"a":1,"b":2,"a":3}"#, #"{"a":1,"\u0061":1}"#, #"{"":1,"":2}"#,
        #"{"x":{"a":1,"a":2}}"#, #"{"é":1,"\u00e9":2}"#, #"{"😀":1,"\ud83d\ude00":2}"#,
        #"{"1":0,"2":0,"3":0,"4":0,"5":0,"6":0,"7":0,"8":0,"9":0,"1":0}"#,
        #"{"1":0,"2":0,"3":0,"4":0,"5":0,"6":0,"7":0,"8":0,"9":0,"9":0}"#,
    ])
    func duplicates(_ text: String) {
        #expect(throws: JSONError.self) { try JSON.parse(text.utf8) }
    }

    @Test(
        arguments: [
            [0x80], [0xbf], [0xc0, 0x80], [0xc1, 0xbf], [0xc2], [0xc3, 0x28], [0xe0, 0x80, 0x80],
            [0xe0, 0x9f, 0xbf], [0xe1, 0x80], [0xed, 0xa0, 0x80], [0xed, 0xbf, 0xbf],
            [0xf0, 0x80, 0x80, 0x80], [0xf0, 0x8f, 0xbf, 0xbf], [0xf4, 0x90, 0x80, 0x80],
            [0xf5, 0x80, 0x80, 0x80], [0xf8, 0x88, 0x80, 0x80, 0x80], [0xfe], [0xff], [0xe9],
            [0xf0, 0x9f, 0x98],
        ] as [[UInt8]]
    )
    func invalidUTF8(_ octets: [UInt8]) {
        let quote = UInt8(ascii: "\"")
        #expect(throws: JSONError.self) { try JSON.parse([quote] + octets + [quote]) }
        #expect(throws: JSONError.self) {
            try JSON.parse(Array(#"["\n"#.utf8) + octets + Array(#""]"#.utf8))
        }
        #expect(throws: JSONError.self) { try JSON.parse(octets) }
        #expect(throws: JSONError.self) {
            try JSON.parse(Array(#"{""#.utf8) + octets + Array(#"":1}"#.utf8))
        }
    }

    @Test(
        arguments: [
            [0xef, 0xbb, 0xbf, 0x31], [0xff, 0xfe, 0x31, 0x00], [0xfe, 0xff, 0x00, 0x31],
            [0x00, 0x31], [0x31, 0x00], [0xef, 0xbb, 0xbf], [0xef, 0xbb, 0xbf, 0x7b, 0x7d],
        ] as [[UInt8]]
    )
    func byteOrderMarks(_ octets: [UInt8]) {
        #expect(throws: JSONError.self) { try JSON.parse(octets) }
    }

    @Test func longNumbers() throws {
        let digits = String(repeating: "1", count: 300)
        #expect(throws: Never.self) { try JSON.parse(digits.utf8) }
        #expect(throws: JSONError.self) { try JSON.parse((digits + digits).utf8) }
        #expect(throws: JSONError.self) { try JSON.parse("0.\(digits)\(digits)".utf8) }
    }

    @Test func saysWhere() {
        #expect {
            try JSON.parse(#"{"a":1,"a":2}"#.utf8)
        } throws: { error in
            (error as? JSONError)?.offset == 7
        }
        #expect {
            try JSON.parse("[1,]".utf8)
        } throws: { error in
            (error as? JSONError)?.offset == 3
        }
    }
}
