import Basics
import JSON
import Payments
import ServiceKit
import Storage

extension Shop {
    /// Everything about an order, and whether all money adds up.
    func book(_ input: JSONValue) async throws -> JSONValue {
        let id = ID<ShopOrder>(input["order"]?.integer ?? 0)
        return try await database.read { connection in
            guard let order = try ShopStore(connection).order(id),
                let (state, timesPaid, prize, timesWon) = try ShopStore(connection).shown(id)
            else { throw Refused() }
            let tried = try payments.payments(of: order.ref, in: connection)
            let refunds = try tried.flatMap { try payments.refunds(of: $0.id, in: connection) }
            let transfer = try payments.transfer(of: order.prizeRef, in: connection)
            let problems = try PaymentVerification.problems(in: connection)
            let report = try PaymentVerification.report(fund: order.ref, in: connection)
            return .object(
                JSONObject([
                    ("state", .string(state)), ("times_paid", .integer(timesPaid)),
                    ("prize", .string(prize)), ("times_won", .integer(timesWon)),
                    ("payments", .array(tried.map(Self.shown))),
                    ("refunds", .array(refunds.map(Self.shown))),
                    ("transfer", transfer.map(Self.shown) ?? .null),
                    ("problems", .array(problems.map { .string($0) })),
                    ("paid_in", .integer(report.paidIn.fen)),
                    ("refunded", .integer(report.refunded.fen)),
                    ("paid_out", .integer(report.paidOut.fen)),
                    ("held", .integer(report.held.fen)),
                    ("adds_up", .bool(report.addsUp)),
                    ("differences", .array(try Self.differences(office, connection))),
                ])
            )
        }
    }

    /// Compares a day's bills now instead of at ten in the morning.
    func bill(_ input: JSONValue) async throws -> JSONValue {
        let day = Day(number: input["day"]?.integer ?? 0)
        try await office.compareBills(of: day, account: input["mchid"]?.string ?? "")
        return .null
    }

    private static func shown(_ row: PaymentRecord) -> JSONValue {
        .object(
            JSONObject([
                ("number", .string(row.number)), ("state", .string(row.state.rawValue)),
                ("received", .integer(row.received?.fen ?? 0)),
                ("trouble", .string(row.trouble ?? "")),
            ])
        )
    }

    private static func shown(_ row: RefundRecord) -> JSONValue {
        .object(
            JSONObject([
                ("number", .string(row.number)), ("state", .string(row.state.rawValue)),
                ("fen", .integer(row.amount.fen)), ("cause", .string(row.cause.rawValue)),
                ("trouble", .string(row.trouble ?? "")),
            ])
        )
    }

    private static func shown(_ row: TransferRecord) -> JSONValue {
        .object(
            JSONObject([
                ("number", .string(row.number)), ("state", .string(row.state.rawValue)),
                ("attempt", .integer(row.attempt)),
                ("fail_reason", .string(row.failReason ?? "")),
                ("trouble", .string(row.trouble ?? "")),
            ])
        )
    }

    private static func differences(
        _ office: PaymentOffice,
        _ connection: Connection
    ) throws -> [JSONValue] {
        try office.differences(limit: 100, in: connection).map {
            .string("\($0.kind.rawValue) \($0.number) \($0.ours) / \($0.theirs)")
        }
    }
}
