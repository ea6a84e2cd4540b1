import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `GET /admin/commerce/export/{kind}?format=csv|json`: all of a kind, as import takes it.
    enum Export: CatalogueEndpoint {
        static let route = CommerceAdminRoutes.export
        static let mediaTypes = [PagedTable.mediaType, "application/json"]

        struct Input: EndpointInput {
            enum Format: String, Sendable, CaseIterable {
                case csv
                case json
            }

            private static let format = Field.choice(
                "format",
                "A table for spreadsheets, or a list of objects.",
                default: Format.csv
            )

            let kind: CatalogueKind
            let format: Format

            init(_ fields: FieldReader) throws(ParameterProblem) {
                kind = try fields.read(CatalogueFields.kind)
                format = try fields.read(Self.format)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> Download {
            let kind = input.kind
            switch input.format {
            case .csv:
                let table = PagedTable(kind.columns, first: .min, log: commerce.log) { after in
                    let page = try await commerce.exported(kind, after: after)
                    return (page.rows.map { row in row.map { .text($0.text) } }, page.next)
                }
                return table.download(named: kind.rawValue)
            case .json:
                let list = PagedObjects(log: commerce.log) { after in
                    try await commerce.exported(kind, after: after)
                }
                return Download(
                    "application/json",
                    .stream(length: nil, list),
                    headers: [
                        (
                            "Content-Disposition",
                            "attachment; filename=\"\(kind.rawValue).json\""
                        ), ("Cache-Control", "no-store"),
                    ]
                )
            }
        }
    }
}
