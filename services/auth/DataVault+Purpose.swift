import AuthDomain
import Basics
import ServiceKit
import Vault

extension DataVault {
    /// What is sealed, and for which row: a value moved to another row does not open there.
    enum Purpose {
        static func secret(of app: ID<App>) -> String { "app:\(app):secret" }
        static func sessionKey(of iid: ID<WeChatIdentity>) -> String { "identity:\(iid):key" }
        static func seed(of kid: String) -> String { "signing-key:\(kid):seed" }
        static func mobile(of uid: ID<User>) -> String { "user:\(uid):mobile" }
        static func accessToken(of app: ID<App>) -> String { "app:\(app):access-token" }
        static func phoneCode(of iid: ID<WeChatIdentity>) -> String { "identity:\(iid):phone-code" }
        static let handle = "session-handle"
        static func push(of app: ID<App>) -> String { "app:\(app):push" }
        static let lookUpKey = "vault:look-up-key"
    }
}
