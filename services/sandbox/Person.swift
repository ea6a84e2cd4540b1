import Basics

/// Someone with WeChat.
struct Person: Sendable {
    let id: ID<Person>
    /// What the control endpoint calls them.
    let name: String
    var profile: Profile
    /// What bound apps are told.
    let unionid: String

    /// What can be changed.
    struct Profile: Sendable {
        var nickname = ""
        var phone = ""
        var avatar = ""
        /// 0 unknown, 1 male, 2 female.
        var gender: Int64 = 0
        var hasUnionid = true
        /// By day, the last one is today.
        var steps: [Int64] = []
    }
}

/// A person within one app.
struct PersonInApp: Sendable {
    let app: DemoApp
    let openid: String
    /// None where the app is bound to nothing, or the person is to have none.
    let unionid: String?
    /// Base64 of 16 octets.
    let sessionKey: String
}
