import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension MerchantsOrderAPI {
    /// `POST /api/user/order/buy`: places an order.
    enum Buy: OrderEndpoint {
        static let route = MerchantsOrderRoutes.buy

        struct Input: EndpointInput {
            private static let goods = Field.id("goods_id", "What is bought.")
            private static let pieces = Field.integer("number", "How many pieces of it.")
                .described(in: 1...Order.mostPieces)
            private static let mobile = Field.text(
                "notify_mobile",
                "A mobile to be told on.",
                default: "",
                example: "13800138000"
            )

            let purchase: OrderDesk.Purchase

            init(_ fields: FieldReader) throws(ParameterProblem) {
                purchase = OrderDesk.Purchase(
                    goods: ID(try fields.read(Self.goods)),
                    pieces: try fields.read(Self.pieces),
                    mobile: try fields.read(Self.mobile)
                )
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<BuyRefusal>) -> PaymentLine {
            let placed = try await commerce.orders.buy(input.purchase, by: caller.identity)
            return PaymentLine(placed.number, placed.way)
        }

        static func code(for refusal: BuyRefusal) -> Code {
            switch refusal {
            case .accountMissing: OrderWire.accountMissing
            case .goodsUnknown: Code(10001, "商品不存在或已下架")
            case .goodsOver: Code(10001, "商品已过期")
            case .numberOutOfBounds: Code(10001, "购买数量不合法")
            case .soldOut: Code(10001, "库存不足")
            case .limitReached: Code(10001, "超出限购数量")
            case .mobileMalformed: Code(10001, "手机号格式不正确")
            case .notPayable: OrderWire.notPayable
            }
        }
    }
}
