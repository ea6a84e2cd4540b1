import Basics
import Testing

@Suite struct EncodingTests {
    /// RFC 4648, section 10.
    @Test(arguments: [
        ("", "", ""), ("f", "Zg==", "66"), ("fo", "Zm8=", "666f"), ("foo", "Zm9v", "666f6f"),
        ("foob", "Zm9vYg==", "666f6f62"), ("fooba", "Zm9vYmE=", "666f6f6261"),
        ("foobar", "Zm9vYmFy", "666f6f626172"),
    ])
    func vectors(_ text: String, _ base64: String, _ hex: String) {
        let octets = Bytes(text.utf8)
        #expect(Base64.encode(octets) == base64)
        #expect(Base64.decode(base64) == octets)
        #expect(Hex.encode(octets) == hex)
        #expect(Hex.decode(hex) == octets)
    }

    @Test func everyLength() {
        for count in 0..<200 {
            let octets = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 167 &+ count) }
            #expect(Base64.decode(Base64.encode(octets)) == octets)
            #expect(Base64.decodeURL(Base64.encodeURL(octets)) == octets)
            #expect(Base64.octetsURL(octets) == Bytes(Base64.encodeURL(octets).utf8))
            #expect(Hex.decode(Hex.encode(octets)) == octets)
        }
    }

    @Test func alphabets() {
        let octets: Bytes = [0xfb, 0xff, 0xfe, 0xfb]
        #expect(Base64.encode(octets) == "+//++w==")
        #expect(Base64.encodeURL(octets) == "-__--w")
        #expect(Base64.decodeURL("+//+") == nil)
        #expect(Base64.decode("-__-") == nil)
    }

    @Test(arguments: [
        "Zg", "Zg=", "Zg===", "Z===", "====", "Zh==", "Zm9=", "Zm9v\n", " Zm9v", "Zm=v", "Zm9v====",
        "Z=9v", "Zm9é", "Zm9v=", "=", "==", "Zg==Zg==",
    ])
    func refusesBase64(_ text: String) {
        #expect(Base64.decode(text) == nil)
    }

    @Test(arguments: ["Zg==", "Zm8=", "Z", "Zh", "Zm9", "Zm9vY", "Zm 9"])
    func refusesBase64URL(_ text: String) {
        #expect(Base64.decodeURL(text) == nil)
    }

    @Test(arguments: ["0", "0g", "0x00", "00 ", "é", "0１"])
    func refusesHex(_ text: String) {
        #expect(Hex.decode(text) == nil)
    }

    @Test func hexInEitherCase() {
        #expect(Hex.decode("aAfF") == [0xaa, 0xff])
    }

    @Test(arguments: [0, 7, -7, 10, 1_000_000, .max, .min] as [Int64])
    func decimal(_ value: Int64) {
        var octets: Bytes = []
        DecimalDigits.append(value, to: &octets)
        #expect(String(decoding: octets, as: UTF8.self) == String(value))
    }

    @Test func decimalWidths() {
        var octets: Bytes = []
        DecimalDigits.append(5, width: 3, to: &octets)
        DecimalDigits.append(-5, width: 2, to: &octets)
        DecimalDigits.append(1234, width: 2, to: &octets)
        #expect(octets == Bytes("005-051234".utf8))
        #expect(DecimalDigits.value(of: Bytes("1234567890123456789".utf8)) == nil)
        #expect(DecimalDigits.value(of: Bytes("".utf8)) == nil)
        #expect(DecimalDigits.value(of: Bytes("-1".utf8)) == nil)
        #expect(DecimalDigits.value(of: Bytes("007".utf8)) == 7)
    }
}
