package import Basics

/// Who plays: an account, and the WeChat identity by which it calls.
package struct Player: Sendable, Hashable {
    /// As the token says; what an account became that was merged is for the database to say.
    package let uid: ID<User>
    package let identity: ID<WeChatIdentity>
    package let app: ID<App>
    package let openid: ExternalID
    package let unionid: ExternalID

    package init(
        uid: ID<User>,
        identity: ID<WeChatIdentity>,
        app: ID<App>,
        openid: ExternalID,
        unionid: ExternalID
    ) {
        self.uid = uid
        self.identity = identity
        self.app = app
        self.openid = openid
        self.unionid = unionid
    }

    /// Why a caller is nobody who plays.
    package enum Refusal: Error, Sendable, CaseIterable {
        /// The unionid is not the caller's own; whether it is anybody's is not said.
        case unknown
        /// The token is good, but no account is behind it yet.
        case unregistered
    }
}
