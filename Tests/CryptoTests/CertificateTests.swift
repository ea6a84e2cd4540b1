import Basics
import Crypto
import TestKit
import Testing

@Suite struct CertificateTests {
    @Test func fields() throws {
        let der = RSATests.der(CertificateVectors.merchant)
        let certificate = try Certificate(der: der)
        #expect(certificate.serialNumber == "0A8B07E79B8269FEC3D5D3E6AB8ED163A6A380DB")
        #expect(certificate.subject == "CN=1900007291,O=微信支付商户系统,C=CN")
        #expect(certificate.notBefore == UnixTime(seconds: CertificateVectors.notBefore))
        #expect(certificate.notAfter == UnixTime(seconds: CertificateVectors.notAfter))
        #expect(certificate.publicKey.spki == RSATests.der(OfficialKeys.officialPublic))
        #expect(try Certificate(pem: "Bag attributes\n" + certificate.pem).der == der)
    }

    @Test func validity() throws {
        let certificate = try Certificate(der: RSATests.der(CertificateVectors.merchant))
        #expect(certificate.isValid(at: certificate.notBefore))
        #expect(certificate.isValid(at: certificate.notAfter))
        #expect(!certificate.isValid(at: certificate.notBefore.adding(seconds: -1)))
        #expect(!certificate.isValid(at: certificate.notAfter.adding(seconds: 1)))
    }

    @Test func refused() {
        let merchant = RSATests.der(CertificateVectors.merchant)
        let table: [(Bytes, CryptoError)] = [
            ([], .malformed), ([0x30, 0x80], .malformed), (merchant + [0], .malformed),
            (Bytes(merchant.dropLast()), .malformed),
            (RSATests.der(OfficialKeys.officialPublic), .malformed),
            (RSATests.der(CertificateVectors.curve), .badKey),
        ]
        for (der, error) in table {
            #expect(throws: error) { try Certificate(der: der) }
        }
    }

    /// No cut and no changed octet of a certificate may do worse than be refused.
    @Test func damaged() {
        let merchant = RSATests.der(CertificateVectors.merchant)
        for position in merchant.indices {
            #expect(throws: CryptoError.self) { try Certificate(der: Bytes(merchant[..<position])) }
            var changed = merchant
            changed[position] ^= 0xFF
            _ = try? Certificate(der: changed)
        }
    }

    @Test func selfSigned() throws {
        let key = try RSATests.official()
        let start = UnixTime(seconds: 1_700_000_000)
        let end = UnixTime(seconds: 2_600_000_000)
        let certificate = try Certificate.selfSigned(
            commonName: "Tenpay.com 沙箱",
            key: key,
            serial: [0x00, 0x5D, 0xEA],
            notBefore: start,
            notAfter: end
        )
        #expect(certificate.serialNumber == "5DEA")
        #expect(certificate.subject == "CN=Tenpay.com 沙箱")
        #expect(certificate.notBefore == start)
        #expect(certificate.notAfter == end)
        #expect(certificate.publicKey.spki == key.publicKey.spki)
        for serial in [[], [0x80], Bytes(repeating: 1, count: 21)] as [Bytes] {
            #expect(throws: CryptoError.badLength) {
                try Certificate.selfSigned(
                    commonName: "x",
                    key: key,
                    serial: serial,
                    notBefore: start,
                    notAfter: end
                )
            }
        }
    }
}
