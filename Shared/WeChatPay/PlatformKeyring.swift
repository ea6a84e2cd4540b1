import Basics
import Crypto
import HTTP
import JSON
import Loops

/// The keys that WeChat Pay signs with, by name: the public keys that were set, and certificates,
/// which are downloaded when they are needed, again twice a day, and when an unknown one is named.
actor PlatformKeyring {
    private let exchange: PayExchange
    private let verifier: PayVerifier
    private let publicKeys: [PayPublicKey]
    private var certificates: [ExternalID: Certificate] = [:]
    private var askedAt: UnixTime?
    /// When a download last went well.
    private var renewedAt: UnixTime?
    /// How the last download went; nil when it went well.
    private var failure: PayFailure?
    private var isAsking = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    /// Certificates are renewed that often; while that fails, every minute.
    private static let renewSeconds: Int64 = 12 * 3600
    /// Whoever names unknown keys makes us ask no more often than that.
    private static let pauseSeconds: Int64 = 60
    /// The same while there is nothing yet to go on with.
    private static let firstPauseSeconds: Int64 = 1
    /// More than WeChat Pay ever has at a time.
    private static let maximumCount = 32

    init(_ exchange: PayExchange, _ verifier: PayVerifier, _ publicKeys: [PayPublicKey]) {
        self.exchange = exchange
        self.verifier = verifier
        self.publicKeys = publicKeys
    }

    /// Whether the claim is true.
    func check(_ claim: PayVerifier.Claim) async throws(PayFailure) {
        let key = try await key(named: ExternalID(claim.serial))
        guard key.verify(claim.message, signature: claim.signature) else {
            throw .notAuthentic(.signatureWrong)
        }
    }

    /// The key to encrypt with, and its name.
    func encryptionKey() async throws(PayFailure) -> (serial: String, key: RSAPublicKey) {
        if let asked = exchange.publicKeyID,
            let publicKey = publicKeys.first(where: { $0.id == asked })
        {
            return (publicKey.id, publicKey.key)
        }
        if newest == nil || isOld { try await renew() }
        guard let newest else { throw .retryLater(nil) }
        return (newest.serialNumber, newest.publicKey)
    }

    private func key(named serial: ExternalID) async throws(PayFailure) -> RSAPublicKey {
        if let key = publicKey(serial) { return key }
        guard !serial.bytes.starts(with: "PUB_KEY_ID_".utf8) else {
            throw .notAuthentic(.keyUnknown)
        }
        if let known = valid(serial) {
            // The old ones do while new ones cannot be had.
            if isOld { _ = try? await renew() }
            return known
        }
        do {
            try await renew()
        } catch .retryLater(let refusal) {
            throw .retryLater(refusal)
        } catch .noAnswer(let unanswered) {
            throw .noAnswer(unanswered)
        } catch .ourFault(let refusal) {
            throw .ourFault(refusal)
        } catch {
            // There are no certificates, or no good ones.
            throw .notAuthentic(.keyUnknown)
        }
        guard let found = valid(serial) else { throw .notAuthentic(.keyUnknown) }
        return found
    }

    private func publicKey(_ serial: ExternalID) -> RSAPublicKey? {
        publicKeys.first { ExternalID($0.id) == serial }?.key
    }

    private func valid(_ serial: ExternalID) -> RSAPublicKey? {
        guard let known = certificates[serial], known.isValid(at: exchange.clock.now()) else {
            return nil
        }
        return known.publicKey
    }

    private var newest: Certificate? {
        let now = exchange.clock.now()
        return certificates.values.filter { $0.isValid(at: now) }
            .max { $0.notBefore < $1.notBefore }
    }

    private var isOld: Bool {
        guard let renewedAt else { return true }
        return exchange.clock.now() >= renewedAt.adding(seconds: Self.renewSeconds)
    }

    // MARK: Downloading

    /// Downloads, unless that was done a moment ago; one at a time, and the others learn how it went.
    private func renew() async throws(PayFailure) {
        if isAsking {
            await withCheckedContinuation { waiting.append($0) }
            if let failure { throw failure }
            return
        }
        let now = exchange.clock.now()
        let pause = certificates.isEmpty ? Self.firstPauseSeconds : Self.pauseSeconds
        if let askedAt, askedAt <= now, now < askedAt.adding(seconds: pause) {
            if let failure { throw failure }
            return
        }
        isAsking = true
        defer {
            isAsking = false
            for waiter in waiting { waiter.resume() }
            waiting = []
        }
        do throws(PayFailure) {
            keep(try await withoutCancellation { await self.downloaded() }.get())
            failure = nil
            askedAt = now
            renewedAt = now
        } catch {
            failure = error
            askedAt = now
            throw error
        }
    }

    private func keep(_ found: [Certificate]) {
        certificates = [:]
        for certificate in found.prefix(Self.maximumCount) {
            certificates[ExternalID(certificate.serialNumber)] = certificate
        }
    }

    private func downloaded() async -> Result<[Certificate], PayFailure> {
        do throws(PayFailure) {
            return .success(try await download())
        } catch {
            return .failure(error)
        }
    }

    /// What opens under the APIv3 key is WeChat Pay's; the answer has to be signed with a key that
    /// is held, or by one of those.
    private func download() async throws(PayFailure) -> [Certificate] {
        let answer = try await exchange.send(.get, "/v3/certificates")
        let found = try Self.read(answer.body, exchange.credentials.apiV3Keys)
        let claim = try verifier.claim(answer.headers, answer.body)
        let serial = ExternalID(claim.serial)
        let key =
            publicKey(serial)
            ?? valid(serial)
            ?? found.first { ExternalID($0.serialNumber) == serial }?.publicKey
        guard let key else { throw .notAuthentic(.keyUnknown) }
        guard key.verify(claim.message, signature: claim.signature) else {
            throw .notAuthentic(.signatureWrong)
        }
        return found
    }

    /// The certificates of an answer of `/v3/certificates`.
    static func read(_ body: Bytes, _ apiV3Keys: [Bytes]) throws(PayFailure) -> [Certificate] {
        guard let items = try? JSON.parse(body)["data"]?.array else {
            throw .notAuthentic(.malformed)
        }
        var found: [Certificate] = []
        for item in items {
            guard let sealed = item["encrypt_certificate"].flatMap({ PaySealed($0) }) else {
                throw .notAuthentic(.malformed)
            }
            let text = String(decoding: try sealed.open(apiV3Keys), as: UTF8.self)
            guard let certificate = try? Certificate(pem: text) else {
                throw .notAuthentic(.malformed)
            }
            found.append(certificate)
        }
        return found
    }
}
