import Basics
import ServiceKit

/// A message push on its way to an app's back end.
struct Push: Sendable {
    enum State: String, Sendable {
        case waiting
        case delivered
        case givenUp = "given_up"
    }

    /// What has to be looked at before there is anything to say.
    struct Media: Sendable {
        let trace: String
        let url: String
        let kind: MediaKind
    }

    /// A first time, and three times more.
    static let maximumTries: Int64 = 4

    let id: ID<Push>
    let app: ID<App>
    let appid: String
    let event: String
    let openid: String
    let trace: String
    let source: String
    let kind: Int64
    /// JSON, as it is sent before it is encrypted; empty until the media was looked at.
    let body: String
    /// Seconds since 1970.
    let madeAt: Int64
    let tries: Int64
    let state: State
    /// What the back end answered last; 0: nothing.
    let status: Int64
    let answer: String
}

/// Where an app's back end takes pushes, and what they are signed with.
struct PushTarget: Sendable {
    /// Empty: the auth of this stack.
    var url: String
    var token: String
    /// Empty: pushes go in the clear.
    var aesKey: String
}
