import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

extension MerchantsAPI {
    /// `GET /api/user/area/tree?tier=…`: provinces, cities and counties.
    enum AreaTree: MerchantsEndpoint {
        static let route = MerchantsRoutes.areaTree

        struct Input: EndpointInput {
            private static let tier = Field.integer(
                "tier",
                "How many levels: provinces, with cities, with counties.",
                in: 1...3,
                default: 3
            )

            let tier: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                tier = try fields.read(Self.tier)
            }
        }

        struct Output: KeptPage {
            static var content: OutputContent {
                .payload(.object([SchemaMember("list", .list(AreaWire.schema(levels: 2)))]))
            }

            let page: AreaPages.Page
            let known: String?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> Output {
            Output(
                page: commerce.areaPages.trees[Int(input.tier) - 1],
                known: caller.headers["If-None-Match"]
            )
        }
    }
}
