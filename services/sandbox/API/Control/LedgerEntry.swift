import Basics
import JSON
import ServiceKit

/// What WeChat Pay's own query shows, behind our own number of it.
struct LedgerEntry<Shown: ShapedPayload>: ShapedPayload {
    private let id: Int64
    /// The merchant, where the query does not say it.
    private let mchid: String?
    private let shown: Shown

    init(_ id: Int64, _ shown: Shown, mchid: String? = nil) {
        self.id = id
        self.mchid = mchid
        self.shown = shown
    }

    static var schema: Schema {
        .object(
            [
                SchemaMember("id", .integer()), SchemaMember("mchid", .text(), isRequired: false),
            ] + Shown.schema.members
        )
    }

    private enum Key: String, CodingKey {
        case id, mchid
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(id, forKey: .id)
        try fields.encodeIfPresent(mchid, forKey: .mchid)
        try shown.encode(to: encoder)
    }
}

/// An order as its query shows it, and what only the sandbox knows of it.
struct PaymentEntry: ShapedPayload {
    private let id: Int64
    private let prepay_id: String
    /// How it is to be paid; the query tells it only of those that were.
    private let trade: String
    /// Who is to pay; the query tells it only of those who did. Absent while anybody may.
    private let openid: String?
    /// Of a native order.
    private let code_url: String?
    private let description: String
    private let create_time: String
    private let shown: TransactionOutput

    init(_ order: PayOrder, _ now: UnixTime) {
        id = order.id.rawValue
        prepay_id = order.prepayID
        trade = order.terms.trade.rawValue
        openid = order.terms.openid
        code_url = order.codeURL
        description = order.terms.description
        create_time = CivilZone.china.rfc3339(at: order.createdAt)
        shown = TransactionOutput(order, at: now)
    }

    static var schema: Schema {
        .object(
            [
                SchemaMember("id", .integer()), SchemaMember("prepay_id", .text()),
                SchemaMember("trade", .text()), SchemaMember("openid", .text(), isRequired: false),
                SchemaMember("code_url", .text(), isRequired: false),
                SchemaMember("description", .text()),
                SchemaMember("create_time", .text()),
            ] + TransactionOutput.schema.members
        )
    }

    private enum Key: String, CodingKey {
        case id, prepay_id, trade, openid, code_url, description, create_time
    }

    func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: Key.self)
        try fields.encode(id, forKey: .id)
        try fields.encode(prepay_id, forKey: .prepay_id)
        try fields.encode(trade, forKey: .trade)
        try fields.encodeIfPresent(openid, forKey: .openid)
        try fields.encodeIfPresent(code_url, forKey: .code_url)
        try fields.encode(description, forKey: .description)
        try fields.encode(create_time, forKey: .create_time)
        try shown.encode(to: encoder)
    }
}
