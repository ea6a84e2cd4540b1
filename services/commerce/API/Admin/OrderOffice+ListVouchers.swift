import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/vouchers?after=…`: what the caller has redeemed and taken back, the
    /// newest first.
    enum ListVouchers: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.listVouchers

        struct Line: Payload {
            let id: Int64
            let at: String
            /// `redeemed` or `undone`.
            let what: String
            let order_no: String
            let goods_name: String
            /// The voucher, and the reason where it was taken back.
            let detail: String
        }

        static func answer(
            _ input: PartInput,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> AdminPage<Line> {
            let operatorID = caller.administrator.id
            let deeds = try await commerce.database.read(refusing: Never.self) {
                try OrderOfficeStore($0)
                    .deeds(of: operatorID, before: input.after, upTo: input.limit)
            }
            return AdminPage(deeds, limit: input.limit, key: { $0.id }, row: line)
        }

        private static func line(_ deed: OrderOfficeStore.Deed) -> Line {
            Line(
                id: deed.id,
                at: adminTime(deed.at),
                what: deed.kind.rawValue,
                order_no: deed.number,
                goods_name: deed.goods,
                detail: deed.detail
            )
        }
    }
}
