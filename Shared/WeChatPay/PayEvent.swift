public import Basics
import JSON

/// What WeChat Pay says in a callback that is proven to be from it. The same one may come many
/// times, and late: apply it once, by `id` and by what it is about.
public struct PayEvent: Sendable, Equatable {
    /// What happened. Amount, app and merchant are the caller's to compare.
    public enum Kind: Sendable, Equatable {
        case payment(Payment)
        case refund(Refund)
        case transfer(Transfer)
        /// Something else, by its `event_type`.
        case other(String)
    }

    /// The same in each repetition.
    public let id: String
    /// When WeChat Pay wrote it.
    public let createdAt: UnixTime?
    /// What happened.
    public let kind: Kind
    /// The decrypted content as it came, to be stored.
    public let content: Bytes

    init(_ body: Bytes, _ apiV3Key: Bytes) throws(PayFailure) {
        guard
            let json = try? JSON.parse(body),
            let id = json["id"]?.string.nonEmpty, id.utf8.count <= 128,
            let type = json["event_type"]?.string,
            json["resource_type"]?.string == "encrypt-resource",
            let sealed = json["resource"].flatMap({ PaySealed($0) })
        else { throw .notAuthentic(.malformed) }
        content = try sealed.open(apiV3Key)
        guard let inner = try? JSON.parse(content), let kind = Self.kind(type, inner) else {
            throw .notAuthentic(.malformed)
        }
        self.id = id
        self.kind = kind
        createdAt = json["create_time"]?.string.flatMap { UnixTime(rfc3339: $0) }
    }

    /// Nil where the content is not what the type says.
    private static func kind(_ type: String, _ json: JSONValue) -> Kind? {
        if type == "TRANSACTION.SUCCESS" { return Payment(json).map(Kind.payment) }
        if type.hasPrefix("REFUND.") { return Refund(json).map(Kind.refund) }
        if type.hasPrefix("MCHTRANSFER.BILL.") { return Transfer(json).map(Kind.transfer) }
        return .other(type)
    }
}
