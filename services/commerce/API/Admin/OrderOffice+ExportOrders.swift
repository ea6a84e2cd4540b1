import Admin
import Basics
import CommerceDomain
import Contracts
import ServiceKit

extension OrderOfficeAPI {
    /// `GET /admin/commerce/orders.csv`: the orders that the caller may see, as a table.
    enum ExportOrders: OrderOfficeEndpoint {
        static let route = CommerceOrderRoutes.exportOrders
        static let mediaTypes = [PagedTable.mediaType]
        private static let rowsAtOnce: Int64 = 200
        private static let columns = [
            "id", "order_no", "uid", "merchant_id", "merchant", "goods_id", "goods", "price",
            "pieces", "amount", "status", "redeemed", "refunding", "refunded", "refunded_amount",
            "created", "paid", "payment",
        ]

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> Download {
            let scope = caller.administrator.scope
            let table = PagedTable(columns, first: .max, log: commerce.log) { before in
                let orders = try await commerce.orders.orders(
                    OrderOfficeStore.Search(),
                    in: scope,
                    before: before,
                    upTo: rowsAtOnce
                )
                return (orders.map(row), orders.last?.id.rawValue)
            }
            return table.download(named: "orders")
        }

        private static func row(_ order: OrderRecord) -> [CSV.Cell] {
            [
                .integer(order.id.rawValue), .text(order.number.text),
                .integer(order.uid.rawValue), .integer(order.merchant.rawValue),
                .text(order.merchantName), .integer(order.bought.goods.rawValue),
                .text(order.bought.name), .text(order.bought.price.yuan),
                .integer(order.pieces.count), .text(order.amount.yuan),
                .integer(order.state.rawValue), .integer(order.pieces.redeemed),
                .integer(order.pieces.locked), .integer(order.pieces.refunded),
                .text(order.refundedAmount.yuan), .text(adminTime(order.createdAt)),
                .text(order.paidAt.map(adminTime) ?? ""), .text(order.payment ?? ""),
            ]
        }
    }
}
