import Basics
import HTTP

/// Decides whether something is from WeChat Pay.
struct PayVerifier: Sendable {
    /// The real clock: freshness is nobody else's business.
    let clock: Clock
    private static let freshSeconds: UInt64 = 300

    /// What a signature claims, read from the head of an answer or a callback.
    struct Claim: Sendable {
        let serial: String
        let signature: Bytes
        /// What it is over.
        let message: Bytes
    }

    /// The claim, when it is fresh.
    func claim(_ headers: HeaderFields, _ body: Bytes) throws(PayFailure) -> Claim {
        guard
            let timestamp = headers["Wechatpay-Timestamp"],
            let nonce = headers["Wechatpay-Nonce"],
            let serial = headers["Wechatpay-Serial"],
            let signature = headers["Wechatpay-Signature"]
        else { throw .notAuthentic(.unsigned) }
        guard
            let seconds = DecimalDigits.value(of: Bytes(timestamp.utf8)),
            (clock.now().seconds - seconds).magnitude <= Self.freshSeconds
        else { throw .notAuthentic(.stale) }
        guard let octets = Base64.decode(signature) else { throw .notAuthentic(.signatureWrong) }
        return Claim(
            serial: serial,
            signature: octets,
            message: PaySignedText.answer(timestamp: timestamp, nonce: nonce, body: body)
        )
    }
}
