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
    /// `event_type`.
    public let type: String
    /// When WeChat Pay wrote it.
    public let createdAt: UnixTime?
    /// What happened.
    public let kind: Kind
    /// The decrypted content as it came, to be stored.
    public let content: Bytes

    init(_ body: Bytes, _ apiV3Keys: [Bytes]) throws(PayFailure) {
        guard
            let json = try? JSON.parse(body),
            let id = json["id"]?.string.nonEmpty, id.utf8.count <= 128,
            let type = json["event_type"]?.string,
            json["resource_type"]?.string == "encrypt-resource",
            let sealed = json["resource"].flatMap({ PaySealed($0) })
        else { throw .notAuthentic(.malformed) }
        content = try sealed.open(apiV3Keys)
        guard let kind = Kind(type: type, content: content) else {
            throw .notAuthentic(.malformed)
        }
        self.id = id
        self.type = type
        self.kind = kind
        createdAt = json["create_time"]?.string.flatMap { UnixTime(rfc3339: $0) }
    }
}

extension PayEvent.Kind {
    /// What a stored ``PayEvent/content`` of this ``PayEvent/type`` says; nil where the content is
    /// not what the type says.
    public init?(type: String, content: Bytes) {
        guard let json = try? JSON.parse(content) else { return nil }
        let kind: Self? =
            if type == "TRANSACTION.SUCCESS" {
                Payment(json).map(Self.payment)
            } else if type.hasPrefix("REFUND.") {
                Refund(json).map(Self.refund)
            } else if type.hasPrefix("MCHTRANSFER.BILL.") {
                Transfer(json).map(Self.transfer)
            } else {
                .other(type)
            }
        guard let kind else { return nil }
        self = kind
    }
}
