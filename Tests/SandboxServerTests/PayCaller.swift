import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import TestKit
import Testing
import WeChatPay

@testable import SandboxServer

/// Signs requests as the merchant does, or not quite.
struct PayCaller: Sendable {
    let world: SandboxWorld
    var mchid = PayMerchant.firstID
    /// The certificate's, where nothing is said.
    var serial: String?
    var skewSeconds: Int64 = 0
    var nonce = "593BEC0C930BF1AFEB40B4A08C8FB242"
    /// Signed in the body's place.
    var signedBody: String?
    /// Signed in the target's place.
    var signedTarget: String?
    /// What is signed, made into something else.
    var mistake: @Sendable (Bytes) -> Bytes = { $0 }
    /// Sent instead of what was signed.
    var authorization: String?
    var dropped: [String] = []

    static let orders = "/v3/pay/transactions/jsapi"

    func send(
        _ method: Method,
        _ target: String,
        _ body: String = ""
    ) async throws -> SandboxWorld.Reply {
        let own = try? await world.sandbox.payKeys(mchid)
        let first = try await world.sandbox.payKeys(PayMerchant.firstID)
        let keys = own ?? first
        let timestamp = String(world.world.clock.real.now().seconds + skewSeconds)
        let message = PaySignedText.request(
            method: method.description,
            target: signedTarget ?? target,
            timestamp: timestamp,
            nonce: nonce,
            body: Bytes((signedBody ?? body).utf8)
        )
        let signature = Base64.encode(try keys.merchant.sign(mistake(message)))
        let signed =
            "WECHATPAY2-SHA256-RSA2048 mchid=\"\(mchid)\",nonce_str=\"\(nonce)\","
            + "timestamp=\"\(timestamp)\",serial_no=\"\(serial ?? keys.merchantSerial)\","
            + "signature=\"\(signature)\""
        var headers = HeaderFields()
        for (name, value) in [
            ("Accept", "application/json"), ("User-Agent", "test"),
            ("Authorization", authorization ?? signed), ("Content-Type", "application/json"),
        ] where !dropped.contains(name) {
            headers.add(name, value)
        }
        return try await world.send(
            Request(
                method: method,
                target: try #require(RequestTarget(target)),
                headers: headers,
                body: body.isEmpty ? .empty : .bytes(Bytes(body.utf8))
            )
        )
    }

    /// An order with one text in it replaced by another.
    func order(_ old: String = "", _ new: String = "") async throws -> String {
        let openid = try await world.login()["openid"]?.string ?? ""
        let text =
            #"{"appid":"wx6b756d7175617401","mchid":"1660000109","description":"金桔","#
            + #""out_trade_no":"T000001","notify_url":"http://127.0.0.1:9/x","#
            + #""amount":{"total":100,"currency":"CNY"},"payer":{"openid":"\#(openid)"}}"#
        guard !old.isEmpty else { return text }
        let parts = text.components(around: old)
        return try #require(parts, "\(old) is not in the order").joined(separator: new)
    }
}

extension String {
    /// What stands before and behind the first place of a part; nil where there is none.
    fileprivate func components(around part: String) -> [String]? {
        let (text, part) = (Array(utf8), Array(part.utf8))
        guard text.count >= part.count else { return nil }
        let place = (0...(text.count - part.count)).first { text[$0...].starts(with: part) }
        guard let place else { return nil }
        return [text[..<place], text[(place + part.count)...]]
            .map { String(decoding: $0, as: UTF8.self) }
    }
}
