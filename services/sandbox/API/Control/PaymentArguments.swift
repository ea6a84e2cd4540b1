import Basics
import Crypto
import HTTP
import ServiceKit
import WeChatPay

/// What a mini-program hands to `wx.requestPayment`, as far as a caller gave it.
struct PaymentArguments: Sendable {
    private enum SignType: String, CaseIterable {
        case rsa = "RSA"
    }

    private static let appID = Field.text(
        "appId",
        "The app of the order.",
        octets: ControlFields.octets,
        example: "wx6b756d7175617401"
    )
    private static let timestamp = Field.text(
        "timeStamp",
        "When it was signed.",
        octets: ControlFields.octets,
        example: "1768449600"
    )
    private static let nonce = Field.text("nonceStr", "Chance.", octets: 1...32)
    private static let prefix = "prepay_id="
    private static let package = Field.text(
        "package",
        "The order to be paid.",
        octets: 1...128
    )
    .map(example: "prepay_id=wx20260115120000", expecting: "prepay_id=…") {
        $0.hasPrefix(prefix) ? $0 : nil
    }
    private static let signature = Field.text(
        "paySign",
        "The merchant's signature over the others.",
        octets: 1...2048
    )
    private static let signType = Field<SignType>.choice(
        "signType",
        "How it is signed.",
        default: .rsa
    )
    private static let declarations = [
        appID.declaration, timestamp.declaration, nonce.declaration, package.declaration,
        signType.declaration, signature.declaration,
    ]

    private let appID: String?
    private let timestamp: String
    private let nonce: String
    private let package: String
    private let signature: String

    /// Nil where none of them is given.
    init?(_ fields: FieldReader) throws(ParameterProblem) {
        guard Self.declarations.contains(where: { fields.has($0) }) else { return nil }
        appID = try fields.readIfPresent(Self.appID)
        timestamp = try fields.read(Self.timestamp)
        nonce = try fields.read(Self.nonce)
        package = try fields.read(Self.package)
        signature = try fields.read(Self.signature)
        _ = try fields.read(Self.signType)
    }

    var prepayID: String { String(package.dropFirst(Self.prefix.utf8.count)) }

    /// The signature has to be the merchant's, over the app of the order.
    func check(_ order: PayOrder, _ keys: PayKeys) throws(ControlRefusal) {
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
        else { throw .paySignWrong }
    }
}
