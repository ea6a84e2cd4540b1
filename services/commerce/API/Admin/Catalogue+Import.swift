import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `POST /admin/commerce/import/{kind}?dry_run=1`, the file as the body: makes what has a new
    /// `ref`, changes what has one that is there.
    enum Import: CatalogueEndpoint {
        static let route = CommerceAdminRoutes.import
        static var body: BodyKind { .raw }

        struct Input: EndpointInput {
            private static let dryRun = Field.flag(
                "dry_run",
                "Says what would come of it, and does nothing.",
                default: false
            )

            let kind: CatalogueKind
            let isDryRun: Bool
            let file: Bytes

            init(_ fields: FieldReader) throws(ParameterProblem) {
                kind = try fields.read(CatalogueFields.kind)
                isDryRun = try fields.read(Self.dryRun)
                file = fields.rawBody
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<CatalogueFile.Refusal>) -> ImportReport {
            let file: CatalogueFile
            do throws(CatalogueFile.Refusal) {
                file = try CatalogueFile(input.kind, input.file)
            } catch {
                throw .refused(error)
            }
            return try await commerce.take(file, isDryRun: input.isDryRun, reading, by: caller)
        }

        private static let reading = CatalogueImport.Reading(
            category: { fields throws(ParameterProblem) in try CategoryForm(line: fields) },
            merchant: { fields throws(ParameterProblem) in try MerchantForm(line: fields) },
            goods: { fields throws(ParameterProblem) in try GoodsForm(line: fields) },
            words: { $0.code.text }
        )

        static func code(for refusal: CatalogueFile.Refusal) -> Code {
            switch refusal {
            case .unreadable:
                Code(422, "It is neither a table nor a list of objects.", name: "file_unreadable")
            case .columnsUnknown:
                Code(422, "It needs a ref, and known columns once.", name: "columns_unknown")
            case .tooManyLines:
                Code(422, "It has more than 2,000 lines.", name: "file_too_long")
            }
        }
    }
}
