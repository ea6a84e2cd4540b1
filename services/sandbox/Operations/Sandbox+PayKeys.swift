import Basics
import Crypto
import Loops
import ServiceKit
import Storage

extension Sandbox {
    private static let certificateSeconds: Int64 = 5 * 365 * 86_400

    /// The merchant and the keys of a new file: made once, on the workers, and kept.
    func preparePay() async throws {
        let isThere = try await database.read { try PayMerchantStore($0).merchant() != nil }
        if !isThere {
            let made = try await workers.run { [self] in try makePayKeys() }
            try await database.write { [self] connection in try plantPay(made, connection) }
        }
        try await database.write { [clock] in try PayCallbackStore($0).recover(at: clock.now) }
    }

    /// The parsed keys. Parsing them takes a while, so they are kept.
    func payKeys() async throws -> PayKeys {
        if let known = payKeyring.current { return known }
        let (merchant, stored) = try await database.read { connection in
            let store = PayMerchantStore(connection)
            return (try store.merchant(), try store.keys())
        }
        guard let merchant else { throw BrokenFile("no merchant") }
        let keys = try await workers.run { try PayKeys(merchant, stored) }
        payKeyring.current = keys
        return keys
    }

    func payMerchant() async throws -> PayMerchant {
        guard let merchant = try await database.read({ try PayMerchantStore($0).merchant() }) else {
            throw BrokenFile("no merchant")
        }
        return merchant
    }

    /// WeChat Pay takes a new certificate; the old ones stay good.
    func rotatePayCertificate() async throws {
        let made = try await workers.run { [self] in try makePlatformCertificate() }
        try await database.write { [clock] connection in
            try PayMerchantStore(connection).addKey(
                made.certificate.serialNumber,
                privateKey: made.key.pem,
                certificate: made.certificate.pem,
                at: clock.real.now()
            )
        }
        payKeyring.current = nil
    }

    // MARK: Making

    private struct Made: Sendable {
        let merchant: RSAPrivateKey
        let merchantCertificate: Certificate
        let platform: RSAPrivateKey
        let platformCertificate: Certificate
        let publicKey: RSAPrivateKey
    }

    private func makePayKeys() throws -> Made {
        let merchant = try makeKey()
        let platform = try makePlatformCertificate()
        return Made(
            merchant: merchant,
            merchantCertificate: try certificate(PayMerchant.sandboxID, merchant),
            platform: platform.key,
            platformCertificate: platform.certificate,
            publicKey: try makeKey()
        )
    }

    private func makePlatformCertificate() throws -> (key: RSAPrivateKey, certificate: Certificate)
    {
        let key = try makeKey()
        return (key, try certificate("Tenpay.com sandbox", key))
    }

    private func certificate(_ name: String, _ key: RSAPrivateKey) throws -> Certificate {
        var serial = random.bytes(20)
        // Of twenty octets in any case, and no negative number.
        serial[0] = serial[0] & 0x3F | 0x40
        let now = clock.real.now()
        return try .selfSigned(
            commonName: name,
            key: key,
            serial: serial,
            notBefore: now.adding(seconds: -3600),
            notAfter: now.adding(seconds: Self.certificateSeconds)
        )
    }

    private func plantPay(_ made: Made, _ connection: Connection) throws {
        let store = PayMerchantStore(connection)
        guard try store.merchant() == nil else { return }
        try store.add(
            PayMerchant(
                mchid: PayMerchant.sandboxID,
                serialNumber: made.merchantCertificate.serialNumber,
                privateKey: try made.merchant.pem,
                certificate: made.merchantCertificate.pem,
                apiV3Key: random.text(32, from: Self.keyAlphabet),
                balance: .zero,
                settings: PayMerchant.Settings()
            )
        )
        let now = clock.real.now()
        try store.addKey(
            made.platformCertificate.serialNumber,
            privateKey: made.platform.pem,
            certificate: made.platformCertificate.pem,
            at: now
        )
        let publicKeyID = "PUB_KEY_ID_01" + PayMerchant.sandboxID + "2026112100000000"
        try store.addKey(publicKeyID, privateKey: made.publicKey.pem, certificate: "", at: now)
        try plantPayMoney(connection)
    }

    /// The money that the merchant begins with.
    func plantPayMoney(_ connection: Connection) throws {
        _ = try PayMerchantStore(connection).move(
            PayMerchant.firstBalance,
            ref: "deposit:first",
            number: "",
            out: "",
            at: clock.now
        )
    }

    private static let keyAlphabet: StaticString =
        "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
}

extension PayKeys {
    /// Out of what is stored, newest first.
    init(
        _ merchant: PayMerchant,
        _ stored: [(serial: String, privateKey: String, certificate: String)]
    ) throws {
        let platform = try stored.map { row in
            PlatformKey(
                serial: row.serial,
                key: try RSAPrivateKey(pem: row.privateKey),
                certificate: row.certificate.isEmpty ? nil : try Certificate(pem: row.certificate)
            )
        }
        guard let publicKey = platform.first(where: { $0.kind == .publicKey }) else {
            throw BrokenFile("no public key of WeChat Pay")
        }
        mchid = merchant.mchid
        merchantSerial = merchant.serialNumber
        self.merchant = try RSAPrivateKey(pem: merchant.privateKey)
        apiV3Key = Bytes(merchant.apiV3Key.utf8)
        certificates = platform.filter { $0.kind == .certificate }
        self.publicKey = publicKey
    }
}
