import Basics
import Crypto
import Testing

@Suite struct PEMTests {
    @Test(arguments: [0, 1, 47, 48, 49, 96, 500])
    func roundTrip(_ count: Int) throws {
        let der = Bytes(repeating: 0x5A, count: count)
        let text = PEM.encode("KEY", der)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 64 })
        #expect(try PEM.decode(text, label: "KEY") == der)
    }

    @Test(arguments: [
        "-----BEGIN KEY-----\nAQID\n-----END KEY-----",
        "-----BEGIN KEY-----\r\nAQ\r\nID\r\n-----END KEY-----\r\n",
        "  -----BEGIN KEY-----\n\t AQID \n-----END KEY-----  \n",
        "-----BEGIN OTHER-----\n////\n-----END OTHER-----\n-----BEGIN KEY-----\nAQID\n"
            + "-----END KEY-----\n-----BEGIN KEY-----\nBAUG\n-----END KEY-----",
    ])
    func read(_ text: String) throws {
        #expect(try PEM.decode(text, label: "KEY") == [1, 2, 3])
    }

    @Test(arguments: [
        "", "AQID", "-----BEGIN KEY-----", "-----BEGIN KEY-----\nAQID\n",
        "-----BEGIN KEY-----\nAQID\n-----END OTHER-----", "-----BEGIN OTHER-----\nAQID\n",
        "-----BEGIN KEY-----\nAQI\n-----END KEY-----",
        "-----BEGIN KEY-----\nProc-Type: 4,ENCRYPTED\n\nAQID\n-----END KEY-----",
        "-----END KEY-----\nAQID\n-----BEGIN KEY-----",
    ])
    func refused(_ text: String) {
        #expect(throws: CryptoError.malformed) { try PEM.decode(text, label: "KEY") }
    }
}
