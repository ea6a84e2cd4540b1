import Admin
import Basics
import CommerceDomain
import Contracts
import HTTP
import ServiceKit

extension CatalogueAPI {
    /// `GET /admin/commerce/categories`: all of them.
    enum ListCategories: CatalogueEndpoint {
        static let route = CommerceAdminRoutes.listCategories

        static func answer(
            _ input: NoInput,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> AdminPage<CategoryRow> {
            let tree = try await commerce.allCategories()
            return AdminPage(all: tree.inOrder.map { CategoryRow($0, commerce) })
        }
    }
}
