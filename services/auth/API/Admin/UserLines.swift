import Admin
import AuthDomain
import Basics
import ServiceKit

extension AdminAPI {
    /// A user as the back office reads of them; the mobile is never shown whole.
    struct UserLines: Payload {
        let uid: Int64?
        let nickname: String
        let avatar: String
        let mobile: String
        let mobile_verified: Bool
        let is_email: Bool
        let is_real_name: Bool
        let is_face: Bool
        let is_mp: Bool
        let banned: Bool
        let created_at: String?
        let live_sessions: Int
        let identities: [IdentityLine]

        init(_ view: UserView) {
            let user = view.user
            uid = user?.uid.rawValue
            nickname = user?.profile.nickname ?? ""
            avatar = user?.profile.avatar ?? ""
            mobile = view.mobile?.masked ?? ""
            mobile_verified = user?.hasVerifiedMobile ?? false
            is_email = user?.flags.isEmail ?? false
            is_real_name = user?.flags.isRealName ?? false
            is_face = user?.flags.isFace ?? false
            is_mp = user?.flags.isMP ?? false
            banned = user?.banned != nil
            created_at = user.map { adminTime($0.created) }
            live_sessions = view.liveSessions
            identities = view.identities.map(IdentityLine.init)
        }
    }

    /// One WeChat identity of a user.
    struct IdentityLine: Codable {
        let iid: Int64
        let app_id: Int64
        let openid: String
        let unionid: String

        init(_ identity: KnownIdentity) {
            iid = identity.iid.rawValue
            app_id = identity.appID.rawValue
            openid = identity.openid.text
            unionid = identity.unionid?.text ?? ""
        }
    }
}
