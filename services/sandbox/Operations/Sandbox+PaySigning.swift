import Basics
import Crypto
import HTTP
import Loops
import ServiceKit
import WeChatPay

extension Sandbox {
    /// Numbers for something that happens now.
    var payNumbers: PayNumbers { PayNumbers(random: random, now: clock.now) }

    /// What all answers of WeChat Pay carry.
    func payHeaders() -> HeaderFields {
        HeaderFields([
            ("Request-ID", payNumbers.requestID), ("Server", "nginx"),
            ("Cache-Control", "no-cache, must-revalidate"),
        ])
    }

    /// Signs an answer or a callback, on the workers; wrongly where a fault asks for it.
    func signPay(
        _ body: Bytes,
        _ key: PlatformKey,
        _ keys: PayKeys,
        _ fault: Fault?,
        _ headers: inout HeaderFields
    ) async throws {
        let skew: Int64 =
            switch fault?.kind {
            case .staleTimestamp: -Fault.skewSeconds
            case .clockSkew: fault?.skewSeconds ?? 0
            default: 0
            }
        // Freshness goes by the real clock.
        let timestamp = String(clock.real.now().seconds + skew)
        let nonce = payNumbers.nonce
        let message = PaySignedText.answer(timestamp: timestamp, nonce: nonce, body: body)
        let signer = fault?.kind == .forgeCallback ? keys.merchant : key.key
        var signature = Base64.encode(try await workers.run { try signer.sign(message) })
        if fault?.kind == .badSignature {
            // As WeChat Pay's own probes begin, by which it tests whether anybody looks.
            signature = Self.probe + signature.dropFirst(Self.probe.utf8.count)
        }
        headers.set("Wechatpay-Timestamp", timestamp)
        headers.set("Wechatpay-Nonce", nonce)
        headers.set("Wechatpay-Signature", signature)
        headers.set("Wechatpay-Signature-Type", "WECHATPAY2-SHA256-RSA2048")
        headers.set("Wechatpay-Serial", key.serial)
    }

    private static let probe = "WECHATPAY/SIGNTEST/"
}
