import Basics
import HTTP
import JSON
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/ledger`: what was ordered, refunded and transferred, newest first, by one
    /// merchant or by all; a part has at most `limit` of them together.
    enum ShowLedger: ControlEndpoint {
        static let route = ControlRoutes.showLedger

        struct Input: EndpointInput {
            private static let limit = Field.integer(
                "limit",
                "How many at most, of all three together.",
                in: 1...1000,
                default: 1000
            )

            let page: ListPage
            let mchid: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                page = try ListPage(fields, limit: Self.limit)
                mchid = try fields.readIfPresent(ControlFields.mchid)
            }
        }

        struct Output: ShapedPayload {
            static let schema = Schema.object([
                SchemaMember("payments", .list(PaymentEntry.schema)),
                SchemaMember("refunds", .list(LedgerEntry<RefundOutput>.schema)),
                SchemaMember("transfers", .list(LedgerEntry<TransferOutput>.schema)),
                SchemaMember("next", .integer(), isRequired: false),
            ])

            let payments: [PaymentEntry]
            let refunds: [LedgerEntry<RefundOutput>]
            let transfers: [LedgerEntry<TransferOutput>]
            let next: Int64?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                let page = input.page
                let mchid = input.mchid
                var keys: [String: PayKeys] = [:]
                let known = try await sandbox.database.read { try PayMerchantStore($0).accounts() }
                for mchid in known { keys[mchid] = try await sandbox.payKeys(mchid) }
                let now = sandbox.clock.now
                return try await sandbox.database.read { connection in
                    let end = page.after ?? .max
                    let orders = try PayOrderStore(connection)
                        .page(before: end, limit: page.rows, of: mchid)
                    let refunds = try PayRefundStore(connection)
                        .page(before: end, limit: page.rows, of: mchid)
                    let transfers = try PayTransferStore(connection)
                        .page(before: end, limit: page.rows, of: mchid)
                    let ids =
                        orders.map(\.id.rawValue) + refunds.map(\.id.rawValue)
                        + transfers.map(\.id.rawValue)
                    let (kept, next) = page.cut(ids.sorted(by: >)) { $0 }
                    let first = kept.last ?? 0
                    return Output(
                        payments: orders.filter { $0.id.rawValue >= first }
                            .map { PaymentEntry($0, now) },
                        refunds: try refunds.filter { $0.id.rawValue >= first }
                            .compactMap { try entry($0, connection) },
                        transfers: try transfers.filter { $0.id.rawValue >= first }
                            .compactMap { transfer in
                                try keys[transfer.terms.mchid].map { keys in
                                    LedgerEntry(
                                        transfer.id.rawValue,
                                        try TransferOutput(transfer, keys)
                                    )
                                }
                            },
                        next: next
                    )
                }
            }
        }

        private static func entry(
            _ refund: PayRefund,
            _ connection: Connection
        ) throws -> LedgerEntry<RefundOutput>? {
            try PayOrderStore(connection).order(refund.order).map {
                LedgerEntry(
                    refund.id.rawValue,
                    RefundOutput(refund, of: $0),
                    mchid: refund.mchid
                )
            }
        }
    }
}
