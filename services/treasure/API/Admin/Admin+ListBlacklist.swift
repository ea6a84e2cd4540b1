import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `GET /admin/treasure/blacklist`: accounts that may neither publish nor dig, in parts.
    enum ListBlacklist: AdminEndpoint {
        static let route = TreasureAdminRoutes.listBlacklist

        static func answer(
            _ input: PartInput,
            to caller: Caller<Operator>,
            by treasure: TreasureService
        ) async throws(Failure<Never>) -> AdminPage<BlacklistWire> {
            let rows = try await treasure.database.read(refusing: Never.self) {
                try OfficeStore($0).blacklist(after: input.after ?? 0, upTo: input.limit)
            }
            return AdminPage(
                rows,
                limit: input.limit,
                key: { $0.uid.rawValue },
                row: BlacklistWire.init
            )
        }
    }
}
