import Admin
import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain

extension AdminAPI {
    /// `GET /admin/treasure/tasks/{code}/prizes`: its prizes, from above, in parts.
    enum ListTaskPrizes: AdminEndpoint {
        static let route = TreasureAdminRoutes.listTaskPrizes

        struct Input: EndpointInput {
            let code: TaskCode?
            let after: Int64
            let limit: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                code = try fields.read(AdminAPI.code)
                after = try fields.readIfPresent(AdminFields.after) ?? 0
                limit = try fields.read(AdminFields.limit)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<TreasureService.OfficeRefusal>) -> AdminPage<PrizeWire> {
            AdminPage(
                try await treasure.prizes(
                    of: input.code,
                    after: input.after,
                    upTo: input.limit
                ),
                limit: input.limit,
                key: { $0.prize.number },
                row: PrizeWire.init
            )
        }

        static let refusals = [TreasureService.OfficeRefusal.taskUnknown]

        static func code(for refusal: TreasureService.OfficeRefusal) -> Code {
            AdminAPI.code(for: refusal)
        }
    }
}
