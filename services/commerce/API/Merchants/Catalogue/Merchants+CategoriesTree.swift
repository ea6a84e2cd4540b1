import Basics
import CommerceDomain
import Contracts
import HTTP
import JSON
import Media
import ServiceKit

extension MerchantsAPI {
    /// `GET /api/user/merchant/categories/tree`: the categories in service.
    enum CategoriesTree: MerchantsEndpoint {
        static let route = MerchantsRoutes.categoriesTree

        struct Line: ShapedPayload {
            static let schema = shape(levels: Category.mostLevels - 1)

            let id: Int64
            let pid: Int64
            let name: String
            let icon: String
            let status: Int64
            let sub: [Line]

            private static func shape(levels: Int) -> Schema {
                let below = levels > 0 ? shape(levels: levels - 1) : .anything
                return .object([
                    SchemaMember("id", .integer()), SchemaMember("pid", .integer()),
                    SchemaMember("name", .text()), SchemaMember("icon", .text()),
                    SchemaMember("status", .integer()), SchemaMember("sub", .list(below)),
                ])
            }
        }

        struct Output: ShapedPayload {
            static let schema = Schema.object([SchemaMember("list", .list(Line.schema))])

            let list: [Line]
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Identity>,
            by commerce: CommerceService
        ) async throws(Failure<Never>) -> Output {
            let tree = try await commerce.categories()
            return Output(list: tree.roots.map { line($0, in: tree, commerce) })
        }

        private static func line(
            _ category: Category,
            in tree: CategoryTree,
            _ commerce: CommerceService
        ) -> Line {
            Line(
                id: category.id.rawValue,
                pid: category.parent?.rawValue ?? 0,
                name: category.name,
                icon: commerce.uploads.links.picture(category.icon),
                status: category.isOn ? 1 : 2,
                sub: tree.children(of: category.id).map { line($0, in: tree, commerce) }
            )
        }
    }
}
