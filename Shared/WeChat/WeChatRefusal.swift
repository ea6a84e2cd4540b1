/// A refusal by WeChat, told apart by its number alone: the texts change.
public struct WeChatRefusal: Sendable, Equatable {
    /// What can be done about it.
    public enum Kind: Sendable, CaseIterable {
        /// The code from the phone is unknown or older than five minutes (40029, 41008).
        case codeInvalid
        /// The code was traded before (40163).
        case codeUsed
        /// WeChat keeps this user from logging in (40226).
        case userBlocked
        /// The appid is none, or missing (40013, 41002).
        case appUnknown
        /// The secret is wrong, missing or frozen (40125, 41004, 40243).
        case secretWrong
        /// Our address is not on the app's list (40164, 61004, 89503).
        case addressNotAllowed
        /// The access token is wrong, old or missing (40001, 40014, 41001, 42001).
        case tokenInvalid
        /// Too many calls a minute or a day (45009, 45011).
        case rateLimited
        /// Anything else.
        case other
    }

    /// What can be done about it.
    public let kind: Kind
    /// WeChat's `errcode`.
    public let code: Int64
    /// WeChat's `errmsg`, cut to 200 characters: for the log, never to be looked into.
    public let message: String

    /// The refusal that this `errcode` means.
    public init(code: Int64, message: String) {
        self.code = code
        self.message = String(message.prefix(200))
        kind =
            switch code {
            case 40029, 41008: .codeInvalid
            case 40163: .codeUsed
            case 40226: .userBlocked
            case 40013, 41002: .appUnknown
            case 40125, 41004, 40243: .secretWrong
            case 40164, 61004, 89503: .addressNotAllowed
            case 40001, 40014, 41001, 42001: .tokenInvalid
            case 45009, 45011: .rateLimited
            default: .other
            }
    }
}
