import Basics
import HTTP
import Testing

@Suite struct MultipartParserTests {
    private static func part(_ name: String, _ value: String) -> String {
        "Content-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)"
    }

    /// The events of the pieces, with the data of one part put together.
    private static func read(_ pieces: [ArraySlice<UInt8>]) throws -> [String] {
        var parser = try #require(MultipartParser(boundary: "AaB0x".utf8))
        var found: [String] = []
        for piece in pieces {
            for event in try parser.push(piece) {
                switch event {
                case .begin(let part):
                    found.append("\(part.name),\(part.fileName ?? "-"),\(part.contentType ?? "-")=")
                case .data(let octets):
                    #expect(!octets.isEmpty)
                    found[found.count - 1] += String(decoding: octets, as: UTF8.self)
                case .end:
                    found[found.count - 1] += "."
                }
            }
        }
        try parser.finish()
        return found
    }

    private static let good: [(String, [String])] = [
        ("--AaB0x--", []),
        ("--AaB0x--\r\n", []),
        ("preamble\r\nmore --AaB0x\r\n--AaB0x--epilogue\r\n--AaB0x\r\n", []),
        ("--AaB0x\r\n\(part("a", "1"))\r\n--AaB0x--", ["a,-,-=1."]),
        ("--AaB0x\r\n\(part("a", ""))\r\n--AaB0x--\r\n", ["a,-,-=."]),
        (
            "\r\n--AaB0x \t\r\n\(part("a", "1"))\r\n--AaB0x\t\r\n\(part("b", "2"))\r\n--AaB0x--",
            ["a,-,-=1.", "b,-,-=2."]
        ),
        (
            "--AaB0x\r\n\(part("a", "\r\n\r\n--AaB0\r\r\n-\r\n--Aa\r\n"))\r\n--AaB0x--",
            ["a,-,-=\r\n\r\n--AaB0\r\r\n-\r\n--Aa\r\n."]
        ),
        ("--AaB0x\r\n\(part("a", "--AaB0x--"))\r\n--AaB0x--", ["a,-,-=--AaB0x--."]),
        (
            "--AaB0x\r\nX: y\r\ncontent-TYPE: image/png\r\ncontent-disposition:form-data;name=f;"
                + "  filename=\"C:\\dir\\中.png\" ; x=y\r\nContent-Transfer-Encoding: Binary\r\n\r\n"
                + "\u{0}\u{1}\r\n--AaB0x--", ["f,C:\\dir\\中.png,image/png=\u{0}\u{1}."]
        ),
    ]

    @Test(arguments: good)
    func whole(_ text: String, _ expected: [String]) throws {
        #expect(try Self.read([Bytes(text.utf8)[...]]) == expected)
    }

    @Test(arguments: good)
    func cutAtEveryOctet(_ text: String, _ expected: [String]) throws {
        let octets = Bytes(text.utf8)
        for cut in octets.indices {
            let found = try Self.read([octets[..<cut], octets[cut...]])
            if found != expected { Issue.record("cut at \(cut): \(found)") }
        }
        let drops = octets.indices.map { octets[$0...$0] }
        #expect(try Self.read(drops) == expected)
    }

    @Test(arguments: [
        "", "--AaB0x", "--AaB0x-", "--AaB0x\r\n", "--AaB0y--", "--AaB0x\n--AaB0x--",
        "--AaB0x\r--AaB0x--", "--AaB0x\r\n\(part("a", "1"))", "--AaB0x\r\n\(part("a", "1"))\r\n",
        "--AaB0x\r\n\(part("a", "1"))\n--AaB0x--", "--AaB0x\r\n\(part("a", "1"))--AaB0x--",
        "--AaB0x\r\n\(part("a", "1"))\r\n--AaB0xy\r\n", "--AaB0x junk\r\n",
        "--AaB0x\r\n\r\n1\r\n--AaB0x--", "--AaB0x\r\nX: y\r\n\r\n1\r\n--AaB0x--",
        "--AaB0x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--AaB0x--",
        "--AaB0x\r\nContent-Disposition: attachment; name=a\r\n\r\n1\r\n--AaB0x--",
        "--AaB0x\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n1\r\n--AaB0x--",
        "--AaB0x\r\nContent-Disposition: form-data; name=\"a\r\n\r\n1\r\n--AaB0x--",
        "--AaB0x\r\nContent-Disposition: form-data; name=\"a\"b\r\n\r\n1\r\n--AaB0x--",
        "--AaB0x\r\nContent-Disposition: form-data;\r\n name=a\r\n\r\n1\r\n--AaB0x--",
        "--AaB0x\r\nContent-Disposition : form-data; name=a\r\n\r\n1\r\n--AaB0x--",
        "--AaB0x\r\nContent-Disposition: form-data; name=a\n\r\n1\r\n--AaB0x--",
        "--AaB0x\r\nContent-Disposition: form-data; name=\"a\u{0}\"\r\n\r\n1\r\n--AaB0x--",
        "--AaB0x\r\n\(part("a", "1"))\r\n--AaB0x\r\n--AaB0x--",
        "--AaB0x\r\nContent-Transfer-Encoding: base64\r\n\(part("a", "MQ=="))\r\n--AaB0x--",
        "--AaB0x\r\nContent-Disposition: form-data; name=b\r\n\(part("a", "1"))\r\n--AaB0x--",
    ])
    func refuses(_ text: String) {
        #expect(throws: MultipartFailure.self) { try Self.read([Bytes(text.utf8)[...]]) }
        let octets = Bytes(text.utf8)
        #expect(throws: MultipartFailure.self) {
            try Self.read(octets.indices.map { octets[$0...$0] })
        }
    }

    @Test func notUTF8() {
        let head = Bytes("--AaB0x\r\nContent-Disposition: form-data; name=\"".utf8)
        let text = head + [0xff] + Bytes("\"\r\n\r\n1\r\n--AaB0x--".utf8)
        #expect(throws: MultipartFailure.self) { try Self.read([text[...]]) }
    }

    @Test func limits() throws {
        func parts(_ count: Int) -> Bytes {
            let one = "--AaB0x\r\n\(Self.part("a", "1"))\r\n"
            return Bytes((String(repeating: one, count: count) + "--AaB0x--").utf8)
        }
        #expect(try Self.read([parts(100)[...]]).count == 100)
        #expect(throws: MultipartFailure.self) { try Self.read([parts(101)[...]]) }
        func head(_ padding: Int) -> Bytes {
            let filler = "X: " + String(repeating: "y", count: padding) + "\r\n"
            return Bytes("--AaB0x\r\n\(filler)\(Self.part("a", "1"))\r\n--AaB0x--".utf8)
        }
        #expect(try Self.read([head(16_000)[...]]).count == 1)
        #expect(throws: MultipartFailure.self) { try Self.read([head(17_000)[...]]) }
    }

    /// Data is handed on at once; only what may begin a boundary is kept back.
    @Test func holdsBackNoMoreThanABoundary() throws {
        var parser = try #require(MultipartParser(boundary: "AaB0x".utf8))
        _ = try parser.push("--AaB0x\r\n\(Self.part("a", ""))".utf8)
        #expect(try parser.push("hello".utf8) == [.data(Bytes("hello".utf8)[...])])
        #expect(try parser.push("\r\n--Aa".utf8) == [])
        #expect(try parser.push("c".utf8) == [.data(Bytes("\r\n--Aac".utf8)[...])])
        #expect(try parser.push("\r\n--AaB0x--".utf8) == [.end])
        #expect(try parser.push("whatever".utf8) == [])
    }

    @Test(arguments: [
        ("a", true), (String(repeating: "a", count: 70), true), ("a b", true),
        ("'()+_,-./:=?", true), ("", false), (String(repeating: "a", count: 71), false),
        ("a ", false), ("a\r", false), ("a\"", false), ("é", false), ("a;b", false), ("a@b", false),
    ])
    func boundaries(_ boundary: String, _ valid: Bool) {
        #expect((MultipartParser(boundary: boundary.utf8) != nil) == valid)
    }
}
