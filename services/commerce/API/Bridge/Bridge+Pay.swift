import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension MerchantsOrderAPI {
    /// `GET /miniprogram_bridge/pay?targetOperId=…&orderNo=…&userId=…&page=…&ticket=…`: the page with
    /// the code of the mini-program in which an order is paid. A browser gets a page whatever is
    /// wrong.
    enum Bridge: Endpoint {
        typealias Service = CommerceService
        typealias Wire = MerchantsContract
        typealias Principal = Anybody

        static let route = MerchantsOrderRoutes.bridge
        static let mediaTypes = [BridgePage.mediaType]

        struct Input: EndpointInput {
            private static let oper = Field.id(
                "targetOperId",
                "The centre that sells it."
            ).lenient
            private static let number = Field.text(
                "orderNo",
                "The order.",
                example: "020180415222010166615"
            ).lenient
            private static let uid = Field.id("userId", "The buyer.").lenient
            private static let page = Field.text(
                "page",
                "Where the mini-program opens.",
                example: "pages/severs/index/index"
            ).lenient
            private static let ticket = Field.text(
                "ticket",
                "The proof that we made the link.",
                example: "1768449600.q0dH3kZbT2m6w1xYc8sLVg"
            ).lenient

            fileprivate let oper: Int64?
            fileprivate let number: String?
            fileprivate let uid: Int64?
            fileprivate let page: String?
            fileprivate let ticket: String?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                oper = try fields.readIfPresent(Self.oper) ?? nil
                number = try fields.readIfPresent(Self.number) ?? nil
                uid = try fields.readIfPresent(Self.uid) ?? nil
                page = try fields.readIfPresent(Self.page) ?? nil
                ticket = try fields.readIfPresent(Self.ticket) ?? nil
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> Download {
            let orders = commerce.orders
            let page = input.page ?? orders.settings.bridgePage
            let view = await orders.visit(
                OrderDesk.BridgeVisit(
                    number: input.number.flatMap { OrderNumber($0) },
                    uid: input.uid.map { ID($0) },
                    oper: input.oper,
                    ticket: input.ticket ?? "",
                    page: BridgePagePath.isOne(page) ? page : nil
                )
            )
            return BridgePage(view).download(nonce: Base64.encodeURL(orders.random.bytes(16)))
        }
    }
}
