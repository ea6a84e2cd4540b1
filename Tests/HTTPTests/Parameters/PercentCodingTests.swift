import Basics
import HTTP
import Testing

@Suite struct PercentCodingTests {
    @Test(arguments: [
        ("", ""), ("a+b", "a+b"), ("a%20b", "a b"), ("%e4%b8%AD", "中"), ("%2B", "+"), ("%25", "%"),
        ("%2525", "%25"), ("é", "é"),
    ])
    func decodes(_ text: String, _ expected: String) {
        #expect(PercentCoding.decode(text.utf8, plusIsSpace: false) == Bytes(expected.utf8))
    }

    @Test func plus() {
        #expect(PercentCoding.decode("a+%2B".utf8, plusIsSpace: true) == Bytes("a +".utf8))
    }

    @Test(arguments: ["%", "%1", "a%", "%%20", "%g0", "%0g", "%+1", "% 1", "%u4e2d", "%-1"])
    func refuses(_ text: String) {
        #expect(PercentCoding.decode(text.utf8, plusIsSpace: true) == nil)
    }

    @Test func everyOctet() {
        for octet in UInt8.min...UInt8.max {
            let coded = "%" + Hex.encode([octet])
            #expect(PercentCoding.decode(coded.utf8, plusIsSpace: true) == [octet])
        }
    }

    @Test(arguments: [
        ("aZ09-._~", "aZ09-._~"), ("a b", "a%20b"), ("中/?&=+%", "%E4%B8%AD%2F%3F%26%3D%2B%25"),
        ("\r\n\0", "%0D%0A%00"), ("", ""),
    ])
    func encodes(_ text: String, _ expected: String) {
        #expect(PercentCoding.encode(text) == expected)
        #expect(PercentCoding.decode(expected.utf8, plusIsSpace: true) == Bytes(text.utf8))
    }
}
