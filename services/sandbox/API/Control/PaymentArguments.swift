import Basics
import Crypto
import WeChatPay

/// What a mini-program hands to `wx.requestPayment`, as far as a caller gave it.
struct PaymentArguments: Sendable {
    static let members = ["appId", "timeStamp", "nonceStr", "package", "signType", "paySign"]
    private static let prefix = "prepay_id="

    private let appID: String?
    private let timestamp: String
    private let nonce: String
    private let package: String
    private let signature: String

    /// Nil where none of them is given.
    init?(_ input: ControlInput) throws {
        guard Self.members.contains(where: input.has) else { return nil }
        appID = try input.optionalText("appId")
        timestamp = try input.text("timeStamp")
        nonce = try input.text("nonceStr", bytes: 1...32)
        package = try input.text("package", bytes: 1...128)
        signature = try input.text("paySign", bytes: 1...2048)
        guard try input.optionalText("signType") ?? "RSA" == "RSA" else {
            throw input.bad("signType has to be RSA.")
        }
        guard package.hasPrefix(Self.prefix) else {
            throw input.bad("package has to be prepay_id=… .")
        }
    }

    var prepayID: String { String(package.dropFirst(Self.prefix.utf8.count)) }

    /// The signature has to be the merchant's, over the app of the order.
    func check(_ order: PayOrder, _ keys: PayKeys, _ input: ControlInput) throws {
        let message = PaySignedText.payment(
            appid: order.terms.appid,
            timestamp: timestamp,
            nonce: nonce,
            package: package
        )
        guard
            appID.map({ $0 == order.terms.appid }) ?? true,
            let octets = Base64.decode(signature),
            keys.merchant.publicKey.verify(message, signature: octets)
        else { throw ControlError.paySignWrong }
    }
}
