package import Basics

/// What auth tells of the account behind an identity.
package struct Profile: Sendable, Equatable {
    /// The account.
    package var uid: ID<User>
    package var nickname: String
    package var avatar: String
    package var flags: Certificates.Flags

    package init(
        uid: ID<User>,
        nickname: String = "",
        avatar: String = "",
        flags: Certificates.Flags = .init()
    ) {
        self.uid = uid
        self.nickname = nickname
        self.avatar = avatar
        self.flags = flags
    }
}
