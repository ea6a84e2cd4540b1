import Basics
import Crypto
import Loops
import ServiceKit
import Storage

extension Sandbox {
    private static let certificateSeconds: Int64 = 5 * 365 * 86_400

    /// The first merchant and its keys, for a new file.
    func preparePay() async throws {
        _ = try await payMerchant(PayMerchant.firstID)
        try await database.write { [clock] in try PayCallbackStore($0).recover(at: clock.now) }
    }

    /// The parsed keys of a merchant and of WeChat Pay's for it. Parsing them takes a while, so they
    /// are kept.
    func payKeys(_ mchid: String) async throws -> PayKeys {
        if let known = payKeyring[mchid] { return known }
        let merchant = try await payMerchant(mchid)
        let stored = try await database.read { try PayMerchantStore($0).keys(of: mchid) }
        let keys = try await workers.run { try PayKeys(merchant, stored) }
        payKeyring[mchid] = keys
        return keys
    }

    /// A merchant; its keys are made when it is first asked for, on the workers, and kept.
    /// - Throws: `ControlRefusal.merchantUnknown` for one that there is not.
    func payMerchant(_ mchid: String) async throws -> PayMerchant {
        let found = try await database.read { try PayMerchantStore($0).merchant(mchid) }
        if let found { return found }
        guard PayMerchant.known.contains(mchid) else { throw ControlRefusal.merchantUnknown(mchid) }
        let made = try await workers.run { [self] in try makePayKeys(mchid) }
        try await database.write { [self] connection in try plantPay(made, connection) }
        let planted = try await database.read { try PayMerchantStore($0).merchant(mchid) }
        guard let planted else { throw BrokenFile("no merchant") }
        return planted
    }

    /// WeChat Pay takes a new certificate for a merchant; the old ones stay good.
    func rotatePayCertificate(_ mchid: String) async throws {
        let made = try await workers.run { [self] in try makePlatformCertificate() }
        try await database.write { [clock] connection in
            try PayMerchantStore(connection).addKey(
                made.certificate.serialNumber,
                privateKey: made.key.pem,
                certificate: made.certificate.pem,
                of: mchid,
                at: clock.real.now()
            )
        }
        payKeyring[mchid] = nil
    }

    // MARK: Making

    struct MadePayKeys: Sendable {
        let mchid: String
        var merchant: RSAPrivateKey
        var serial: String
        var certificatePEM: String
        var apiV3Key: String
        let platform: RSAPrivateKey
        let platformCertificate: Certificate
        let publicKey: RSAPrivateKey
    }

    func makePayKeys(_ mchid: String) throws -> MadePayKeys {
        let merchant = try makeKey()
        let platform = try makePlatformCertificate()
        let certificate = try certificate(mchid, merchant)
        return MadePayKeys(
            mchid: mchid,
            merchant: merchant,
            serial: certificate.serialNumber,
            certificatePEM: certificate.pem,
            apiV3Key: random.text(32, from: Self.keyAlphabet),
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

    func certificate(_ name: String, _ key: RSAPrivateKey) throws -> Certificate {
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

    func plantPay(_ made: MadePayKeys, _ connection: Connection) throws {
        let store = PayMerchantStore(connection)
        guard try store.merchant(made.mchid) == nil else { return }
        try store.add(
            PayMerchant(
                mchid: made.mchid,
                serialNumber: made.serial,
                privateKey: try made.merchant.pem,
                certificate: made.certificatePEM,
                apiV3Key: made.apiV3Key,
                balance: .zero,
                settings: PayMerchant.Settings()
            )
        )
        let now = clock.real.now()
        try store.addKey(
            made.platformCertificate.serialNumber,
            privateKey: made.platform.pem,
            certificate: made.platformCertificate.pem,
            of: made.mchid,
            at: now
        )
        try store.addKey(
            "PUB_KEY_ID_01\(made.mchid)2026112100000000",
            privateKey: made.publicKey.pem,
            certificate: "",
            of: made.mchid,
            at: now
        )
        try plantPayMoney(made.mchid, connection)
    }

    /// The money that a merchant begins with.
    func plantPayMoney(_ mchid: String, _ connection: Connection) throws {
        _ = try PayMerchantStore(connection).move(
            PayMerchant.firstBalance,
            of: mchid,
            ref: "deposit:first:\(mchid)",
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
