import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/ledger`: what was ordered, refunded and transferred, newest first, by one
    /// merchant or by all; a part has at most `limit` of them together.
    enum ShowLedger: ControlCall {
        static let route = RawRoute.get("/sandbox/ledger")
        static let members = ListPage.members + ["mchid"]
        private static let usual: Int64 = 1000

        struct Output: Encodable {
            let payments: [PaymentEntry]
            let refunds: [LedgerEntry<RefundOutput>]
            let transfers: [LedgerEntry<TransferOutput>]
            let next: Int64?
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let page = try ListPage(input, usually: usual, most: usual)
            let mchid = try input.optionalText("mchid")
            var keys: [String: PayKeys] = [:]
            let known = try await sandbox.database.read { try PayMerchantStore($0).accounts() }
            for mchid in known { keys[mchid] = try await sandbox.payKeys(mchid) }
            let now = sandbox.clock.now
            return try await sandbox.database.read { connection in
                let end = page.after ?? .max
                let orders = try PayOrderStore(connection).page(
                    before: end,
                    limit: page.rows,
                    of: mchid
                )
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
