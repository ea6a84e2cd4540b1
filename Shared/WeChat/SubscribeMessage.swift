public import Basics

/// A message that a user has agreed to get once (`/cgi-bin/message/subscribe/send`).
public struct SubscribeMessage: Sendable, Equatable {
    /// The version of the app that a tap opens.
    public enum Version: String, Sendable, CaseIterable {
        case formal
        case trial
        case developer
    }

    /// To whom.
    public var openid: ExternalID
    /// The template's id in the app's console.
    public var template: String
    /// What a tap opens, parameters allowed; nil: nothing.
    public var page: String?
    /// The version of the app that opens.
    public var version = Version.formal
    /// The template's members (`thing1`, `time2`, …) and their values, in order.
    public var values: [(name: String, value: String)]

    /// A message that opens nothing.
    public init(
        to openid: ExternalID,
        template: String,
        values: [(name: String, value: String)]
    ) {
        self.openid = openid
        self.template = template
        self.values = values
    }

    public static func == (one: SubscribeMessage, other: SubscribeMessage) -> Bool {
        one.openid == other.openid && one.template == other.template && one.page == other.page
            && one.version == other.version
            && one.values.elementsEqual(other.values) { $0.name == $1.name && $0.value == $1.value }
    }
}
