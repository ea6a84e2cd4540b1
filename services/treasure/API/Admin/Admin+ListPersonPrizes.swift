import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `GET /admin/treasure/people/{uid}/prizes`: what somebody has found, the newest first, in parts.
    enum ListPersonPrizes: AdminEndpoint {
        static let route = TreasureAdminRoutes.listPersonPrizes

        static func answer(
            _ input: PersonPartInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> AdminPage<PrizeWire> {
            let before = input.after ?? .max
            return AdminPage(
                try await treasure.prizes(wonBy: input.uid, before: before, upTo: input.limit),
                limit: input.limit,
                key: { $0.place ?? 0 },
                row: PrizeWire.init
            )
        }
    }
}
