import Admin
import Basics
import Contracts
import ServiceKit

extension CatalogueAPI {
    /// `GET /admin/commerce/trail?subject=…&operator=…`: what operators have done here.
    enum ListTrail: CatalogueEndpoint {
        static let route = CommerceAdminRoutes.listTrail

        static func answer(
            _ input: TrailWire.Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> AdminPage<TrailWire.Row> {
            try await commerce.database.read(refusing: Never.self) { try input.page(in: $0) }
        }
    }
}
