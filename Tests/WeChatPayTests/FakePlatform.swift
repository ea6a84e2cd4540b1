import Basics
import Crypto
import HTTP
import HTTPClient
import Loops
import TestKit
import Testing

@testable import WeChatPay

/// WeChat Pay's certificates without the sandbox, and a ring of keys that downloads them, so that
/// a test can move the clock.
final class FakePlatform: Sendable {
    /// A key that WeChat Pay signs with.
    struct Signer: Sendable {
        let serial: String
        fileprivate let key: RSAPrivateKey
        fileprivate let certificate: String

        init(number: UInt8) throws {
            key = try RSAPrivateKey.generate()
            let made = try Certificate.selfSigned(
                commonName: "platform \(number)",
                key: key,
                serial: [number],
                notBefore: UnixTime(seconds: 0),
                notAfter: UnixTime(seconds: 4_000_000_000)
            )
            serial = made.serialNumber
            certificate = made.pem
        }
    }

    let time = FakeClock()
    private let credentials: PayCredentials
    private let state: Locked<State>

    private struct State {
        var signers: [Signer]
        var downloads = 0
        var isAway = false
    }

    init(_ signers: [Signer]) throws {
        state = Locked(State(signers: signers))
        credentials = try #require(
            PayCredentials(
                mchid: "1900000001",
                serialNumber: "01",
                privateKey: try RSAPrivateKey.generate(),
                apiV3Key: Bytes(repeating: 7, count: 32)
            )
        )
    }

    /// Those whose certificates can be had.
    var signers: [Signer] {
        get { state.withLock { $0.signers } }
        set { state.withLock { $0.signers = newValue } }
    }

    /// Whether nobody answers.
    var isAway: Bool {
        get { state.withLock { $0.isAway } }
        set { state.withLock { $0.isAway = newValue } }
    }

    /// How often the certificates were asked for.
    var downloads: Int { state.withLock { $0.downloads } }

    func keyring() throws -> PlatformKeyring {
        let exchange = PayExchange(
            origin: try #require(Origin("https://pay.invalid")),
            credentials: credentials,
            publicKeyID: nil,
            clock: time.clock,
            random: SecureRandom.source,
            workers: .shared
        ) { [self] _ throws(ClientFailure) in try answer() }
        return PlatformKeyring(exchange, PayVerifier(clock: time.clock), [])
    }

    /// A callback's claim, signed as it should be.
    func claim(of signer: Signer) throws -> PayVerifier.Claim {
        let message = Bytes("message".utf8)
        return PayVerifier.Claim(
            serial: signer.serial,
            signature: try signer.key.sign(message),
            message: message
        )
    }

    private func answer() throws(ClientFailure) -> ClientResponse {
        let (signers, isAway) = state.withLock { state in
            state.downloads += 1
            return (state.signers, state.isAway)
        }
        guard !Task.isCancelled else { throw .cancelled }
        guard !isAway, let signer = signers.last,
            let answer = try? signed(list(of: signers), by: signer)
        else { throw .timedOut }
        return answer
    }

    private func list(of signers: [Signer]) throws -> Bytes {
        let nonce = "0123456789ab"
        let items = try signers.map { signer in
            let sealed = try AES.sealGCM(
                key: credentials.apiV3Keys[0],
                nonce: Bytes(nonce.utf8),
                aad: Bytes("certificate".utf8),
                Bytes(signer.certificate.utf8)
            )
            return #"{"encrypt_certificate":{"algorithm":"AEAD_AES_256_GCM","#
                + #""associated_data":"certificate","nonce":"\#(nonce)","#
                + #""ciphertext":"\#(Base64.encode(sealed))"}}"#
        }
        return Bytes(#"{"data":[\#(items.joined(separator: ","))]}"#.utf8)
    }

    private func signed(_ body: Bytes, by signer: Signer) throws -> ClientResponse {
        let timestamp = "\(time.now.seconds)"
        let message = PaySignedText.answer(timestamp: timestamp, nonce: "n", body: body)
        let headers = HeaderFields([
            ("Wechatpay-Timestamp", timestamp), ("Wechatpay-Nonce", "n"),
            ("Wechatpay-Serial", signer.serial),
            ("Wechatpay-Signature", Base64.encode(try signer.key.sign(message))),
        ])
        return ClientResponse(status: 200, headers: headers, body: .bytes(body))
    }
}
