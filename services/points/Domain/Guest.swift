package import Basics

/// Somebody who came by another's code, as that other one sees them.
package struct Guest: Sendable, Equatable {
    package let nickname: String
    package let avatar: String
    package let at: UnixTime

    package init(nickname: String, avatar: String, at: UnixTime) {
        self.nickname = nickname
        self.avatar = avatar
        self.at = at
    }
}
