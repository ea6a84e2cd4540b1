import AuthDomain
import Basics
import Contracts
import ServiceKit

/// The smallapp contract: its endpoints, and ours for a picture.
enum SmallAppAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        Login.self, OAuth.self, UploadAvatar.self,
    ]

    /// What is no number is no app's.
    static let app = Field.id("app_id", "Our own number of the mini-program.").lenient
        .map { ID<App>($0 ?? 0) }

    /// No such app, or no number.
    static let appUnknown = Code(-2, "应用不存在")

    /// What both answer of a user.
    struct User: Payload {
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

protocol SmallAppEndpoint: Endpoint where Service == AuthService, Wire == SmallAppContract {}
