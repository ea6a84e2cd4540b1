import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

/// The smallapp contract: both of its endpoints.
enum SmallAppAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [Login.self, OAuth.self]

    /// No such app, or no number.
    static let appUnknown = Code(-2, "应用不存在")

    /// What both answer of a user.
    struct User: Encodable {
        let nickname: String
        let avatar: String
        let mobile: String

        init(_ account: Account?) {
            nickname = account?.user.profile.nickname ?? ""
            avatar = account?.user.profile.avatar ?? ""
            mobile = account?.mobile?.text ?? ""
        }
    }
}

extension ID<App> {
    /// `app_id`; what is no number is no app's.
    init(smallAppWire wire: Parameters) throws(ParameterProblem) {
        guard wire.has("app_id") else { throw .missing("app_id") }
        self.init((try? wire.integer("app_id")) ?? 0)
    }
}

protocol SmallAppEndpoint: Endpoint where Service == AuthService, Wire == SmallAppContract {}
