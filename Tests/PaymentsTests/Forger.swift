import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import TestKit
import Testing
import WeChatPay

@testable import Payments
@testable import SandboxServer

/// Makes callbacks with WeChat Pay's own keys, and lets everything about them be wrong.
struct Forger: Sendable {
    let world: PaymentWorld
    let payment: PaymentRecord

    /// What stands encrypted in it; each text can be another.
    var content: [(name: String, value: JSONValue)]
    var eventID = "EV-1"
    var eventType = "TRANSACTION.SUCCESS"
    var algorithm = "AEAD_AES_256_GCM"
    var associated = "transaction"
    /// Another one is told than was used.
    var associatedTold: String?
    var nonce = "0123456789ab"
    var nonceTold: String?
    var apiV3Key: Bytes?
    /// Before it is encoded.
    var changesCiphertext = false
    var hasResource = true
    /// Where nothing is said, the newest certificate's.
    var serial: String?
    var signer: RSAPrivateKey?
    var skewSeconds: Int64 = 0
    var timestamp: String?
    /// Signed in the body's place.
    var signedBody: Bytes?
    /// Sent in the place of what was signed.
    var sentBody: Bytes?
    var signature: String?
    var dropped: [String] = []
    var kind = PayCallbackKind.payment
    var mchid = PaymentWorld.first

    init(_ world: PaymentWorld, _ payment: PaymentRecord) {
        self.world = world
        self.payment = payment
        content = [
            ("mchid", .string(payment.request.mchid)), ("appid", .string(payment.request.appid)),
            ("out_trade_no", .string(payment.number)), ("transaction_id", .string("4200000001")),
            ("trade_state", .string("SUCCESS")),
            ("success_time", .string("2026-01-15T12:00:10+08:00")),
            (
                "payer",
                .object(JSONObject([("openid", .string(payment.request.openid))]))
            ),
            ("amount", Self.amount(payment.request.amount.fen)),
        ]
    }

    static func amount(_ fen: Int64, currency: String = "CNY") -> JSONValue {
        .object(
            JSONObject([("total", .integer(fen)), ("currency", .string(currency))])
        )
    }

    mutating func set(_ name: String, _ value: JSONValue) {
        content = content.map { $0.name == name ? (name, value) : $0 }
    }

    /// Sends it as it is.
    func send() async throws -> (status: Status, body: Bytes) {
        let keys = try await world.pay.sandbox.payKeys(mchid)
        let platform = try #require(keys.certificates.first)
        let body = try body(apiV3Key ?? keys.apiV3Key)
        let time =
            timestamp ?? String(world.world.clock.real.now().seconds + skewSeconds)
        let message = PaySignedText.answer(
            timestamp: time,
            nonce: "n",
            body: signedBody ?? body
        )
        let signed = Base64.encode(try (signer ?? platform.key).sign(message))
        var headers = HeaderFields()
        for (name, value) in [
            ("Wechatpay-Timestamp", time), ("Wechatpay-Nonce", "n"),
            ("Wechatpay-Signature", signature ?? signed),
            ("Wechatpay-Serial", serial ?? platform.serial), ("Content-Type", "application/json"),
        ] where !dropped.contains(name) {
            headers.add(name, value)
        }
        return try await Self.send(kind, mchid, headers, sentBody ?? body, to: world)
    }

    /// Answered as on the wire, and as `docs/openapi` has it.
    static func send(
        _ kind: PayCallbackKind,
        _ mchid: String,
        _ headers: HeaderFields,
        _ body: Bytes,
        to world: PaymentWorld
    ) async throws -> (status: Status, body: Bytes) {
        let target = "/callbacks/wechatpay/treasure/\(mchid)/\(kind.rawValue)"
        let response = await world.callbacks.respond(
            to: Request(
                method: .post,
                target: try #require(RequestTarget(target)),
                headers: headers,
                body: .bytes(body)
            )
        )
        let answer = try await response.body.collect(upTo: 1 << 16)
        APIWitness.shared.saw(
            .post,
            target,
            status: response.status.code,
            contentType: response.headers["Content-Type"],
            body: answer
        )
        return (response.status, answer)
    }

    /// The body as it is made.
    func body(_ key: Bytes) throws -> Bytes {
        let text = try JSONOutput.encode(JSONValue.object(JSONObject(content)))
        var sealed = try AES.sealGCM(
            key: key,
            nonce: Bytes(nonce.utf8),
            aad: Bytes(associated.utf8),
            text
        )
        if changesCiphertext { sealed[0] ^= 1 }
        let resource = JSONValue.object(
            JSONObject([
                ("original_type", .string(associated)), ("algorithm", .string(algorithm)),
                ("ciphertext", .string(Base64.encode(sealed))),
                ("associated_data", .string(associatedTold ?? associated)),
                ("nonce", .string(nonceTold ?? nonce)),
            ])
        )
        var members: [(name: String, value: JSONValue)] = [
            ("id", .string(eventID)), ("create_time", .string("2026-01-15T12:00:10+08:00")),
            ("resource_type", .string("encrypt-resource")), ("event_type", .string(eventType)),
            ("summary", .string("支付成功")),
        ]
        if hasResource { members.append(("resource", resource)) }
        return try JSONOutput.encode(JSONValue.object(JSONObject(members)))
    }
}
