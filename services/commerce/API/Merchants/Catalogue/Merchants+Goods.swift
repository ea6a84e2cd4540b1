import Basics
import CommerceDomain
import Contracts
import HTTP
import JSON
import ServiceKit

extension MerchantsAPI {
    /// `GET /api/user/goods?merchant_id=…`: what a merchant has on sale.
    enum GoodsOfMerchant: MerchantsEndpoint {
        static let route = MerchantsRoutes.goods

        struct Input: EndpointInput {
            private static let merchant = Field.id("merchant_id", "Whose goods.")
            private static let page = Field.integer(
                "page",
                "Which page of 100, from 1.",
                in: 1...1_000_000,
                default: 1
            )

            let merchant: ID<Merchant>
            let page: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                merchant = ID(try fields.read(Self.merchant))
                page = try fields.read(Self.page)
            }
        }

        struct Output: Payload, JSONWritable {
            let list: [GoodsLine]

            func write(to writer: inout JSONWriter) {
                writer.beginObject()
                writer.key("list")
                list.write(to: &writer)
                writer.endObject()
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueAbsence>) -> Output {
            let views = try await commerce.goods(of: input.merchant, page: input.page)
            let showing = CatalogueShowing(commerce, to: caller.identity)
            return Output(list: views.map { GoodsLine($0, showing) })
        }

        static let refusals = [CatalogueAbsence.merchant]

        static func code(for refusal: CatalogueAbsence) -> Code { refusal.code }
    }

    /// `GET /api/user/goods/detail?id=…`: one good.
    enum GoodsDetail: MerchantsEndpoint {
        static let route = MerchantsRoutes.goodsDetail

        struct Input: EndpointInput {
            private static let id = Field.id("id", "The good.")

            let id: ID<Goods>

            init(_ fields: FieldReader) throws(ParameterProblem) {
                id = ID(try fields.read(Self.id))
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueAbsence>) -> GoodsLine {
            let view = try await commerce.goods(input.id)
            return GoodsLine(view, CatalogueShowing(commerce, to: caller.identity))
        }

        static let refusals = [CatalogueAbsence.goods]

        static func code(for refusal: CatalogueAbsence) -> Code { refusal.code }
    }
}
