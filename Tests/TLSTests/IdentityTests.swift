import Basics
import TLS
import TestKit
import Testing

@Suite struct IdentityTests {
    private static let made = TestCertificate("api.example.cn", "*.shops.example.cn")
    private static let other = TestCertificate("other.example.cn")

    private static func read(
        _ certificates: String,
        _ key: String
    ) -> Result<TLSIdentity, TLSFailure> {
        Result { () throws(TLSFailure) in
            try TLSIdentity(certificates: Bytes(certificates.utf8), key: Bytes(key.utf8))
        }
    }

    private static let encrypted = """
        -----BEGIN ENCRYPTED PRIVATE KEY-----
        MIGjMF8GCSqGSIb3DQEFDTBSMDEGCSqGSIb3DQEFDDAkBBCc7VwN1hbSPLW2n4vx
        AAAAAgIIADAMBggqhkiG9w0CCQUAMB0GCWCGSAFlAwQBKgQQAAAAAAAAAAAAAAAA
        -----END ENCRYPTED PRIVATE KEY-----
        """

    @Test(arguments: [
        ("", made.key, TLSFailure.certificateUnreadable),
        ("no PEM at all", made.key, .certificateUnreadable),
        (made.key, made.key, .certificateUnreadable),
        (made.certificate, "", .keyUnreadable),
        (made.certificate, made.certificate, .keyUnreadable),
        (made.certificate, encrypted, .keyUnreadable),
        (made.certificate, other.key, .keyOfAnother),
        (
            made.certificate + "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
            made.key, .chainUnreadable
        ),
    ])
    func whatCannotBeUsedIsNamed(_ certificates: String, _ key: String, _ failure: TLSFailure) {
        #expect(throws: failure) { try Self.read(certificates, key).get() }
    }

    @Test func aChainAndItsKeyMayStandInOneFile() throws {
        let text = Self.made.certificate + Self.other.certificate + Self.made.key
        let identity = try Self.read(text, text).get()
        #expect(identity.isFor("api.example.cn") && !identity.isFor("other.example.cn"))
    }

    @Test(arguments: [
        ("api.example.cn", true), ("API.example.cn", true), ("a.shops.example.cn", true),
        ("a.b.shops.example.cn", false), ("example.cn", false), ("", false),
    ])
    func hosts(_ host: String, _ isFor: Bool) throws {
        let identity = try Self.read(Self.made.certificate, Self.made.key).get()
        #expect(identity.isFor(host) == isFor)
    }

    @Test func itsEndIsKnown() throws {
        let made = TestCertificate("x", days: 10)
        let identity = try Self.read(made.certificate, made.key).get()
        let days = Double(identity.notAfter.seconds - Clock.system.now().seconds) / 86_400
        #expect((9.9...10.1).contains(days))
    }
}
