import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `GET /admin/treasure/people/{uid}/digs`: where somebody has dug, the newest first, in parts.
    enum ListPersonDigs: AdminEndpoint {
        static let route = TreasureAdminRoutes.listPersonDigs

        static func answer(
            _ input: PersonPartInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> AdminPage<PersonDigWire> {
            let before = input.after ?? .max
            return AdminPage(
                try await treasure.digs(of: input.uid, before: before, upTo: input.limit),
                limit: input.limit,
                key: { $0.place },
                row: PersonDigWire.init
            )
        }
    }
}
