import Basics
import CommerceDomain
import Contracts
import HTTP
import JSON
import ServiceKit

extension MerchantsAPI {
    /// `GET /api/user/merchants`: merchants by city, category, keyword and distance, 20 a page.
    enum Merchants: MerchantsEndpoint {
        static let route = MerchantsRoutes.merchants

        struct Input: EndpointInput {
            private static let city = Field.id("city_id", "Those in this city.")
            private static let keyword = Field.text(
                "keyword",
                "What name or brand hold: two characters or more, or first letters of their pinyin.",
                maximum: 30,
                example: "火锅"
            )
            private static let category = Field.id(
                "merchant_category_id",
                "Those under this category or one below it."
            )
            private static let radius = Field.integer(
                "radius",
                "How far off at most, in metres; counts only with lng and lat.",
                in: 1...50_000_000
            )
            private static let page = Field.integer(
                "page",
                "Which page, from 1.",
                in: 1...Int64.max,
                default: 1
            )

            let query: MerchantQuery
            /// A keyword that is none.
            let isTooShort: Bool

            init(_ fields: FieldReader) throws(ParameterProblem) {
                var query = MerchantQuery()
                // Pickers send 0 for "all of them".
                query.city = try fields.readIfPresent(Self.city).flatMap { $0 == 0 ? nil : $0 }
                let text = try fields.readIfPresent(Self.keyword)
                query.keyword = text.flatMap { Keyword($0) }
                isTooShort = text != nil && query.keyword == nil
                query.category = try fields.readIfPresent(Self.category)
                    .flatMap { $0 == 0 ? nil : ID($0) }
                query.point = try MerchantsFields.point(fields)
                query.radius = try fields.readIfPresent(Self.radius)
                query.page = try fields.read(Self.page)
                self.query = query
            }
        }

        struct Output: Payload, JSONWritable {
            let total: Int64
            let list: [MerchantLine]

            func write(to writer: inout JSONWriter) {
                writer.beginObject()
                writer.write("total", total)
                writer.key("list")
                list.write(to: &writer)
                writer.endObject()
            }
        }

        enum Refusal: Error, Sendable, CaseIterable {
            case keywordTooShort
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<Refusal>) -> Output {
            guard !input.isTooShort else { throw .refused(.keywordTooShort) }
            let (total, views) = try await commerce.merchants(input.query, refusing: Refusal.self)
            let showing = CatalogueShowing(commerce, to: caller.identity)
            return Output(total: total, list: views.map { MerchantLine($0, showing) })
        }

        static func code(for refusal: Refusal) -> Code {
            switch refusal {
            case .keywordTooShort: Code(10001, "关键字至少两个字")
            }
        }
    }
}
