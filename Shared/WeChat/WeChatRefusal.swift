/// A refusal by WeChat, told apart by its number alone: the texts change.
public struct WeChatRefusal: Sendable, Equatable {
    /// What was refused.
    public enum Kind: Sendable, CaseIterable {
        /// The code from the phone is unknown or older than five minutes (40029, 41008).
        case codeInvalid
        /// The code was traded before (40163).
        case codeUsed
        /// WeChat keeps this user from logging in (40226), or from more (50002).
        case userBlocked
        /// No user of this app (40003, 43104).
        case openidInvalid
        /// A user who has not been in the app for two hours (61010).
        case userInactive
        /// The appid is none, or missing (40013, 41002).
        case appUnknown
        /// The secret is wrong, missing or frozen (40125, 41004, 40243).
        case secretWrong
        /// Our address is not on the app's list (40164, 61004, 89503).
        case addressNotAllowed
        /// The access token is wrong, old or missing (40001, 40014, 41001, 42001).
        case tokenInvalid
        /// Too many calls a minute or a day (44990, 45009, 45011).
        case rateLimited
        /// The app may not use this endpoint (45063, 48001, 48004).
        case notAuthorised
        /// Text or picture is against the rules (87014).
        case contentRisky
        /// The user has not accepted this message, or the one acceptance is used up (43101).
        case notSubscribed
        /// A template that the app does not have (40037).
        case templateInvalid
        /// A value of a message is not of its kind (47003); see ``WeChatRefusal/field``.
        case fieldInvalid
        /// A page that the released version does not have (41030).
        case pageInvalid
        /// A scene that is too long or has other characters (40129, 40169).
        case sceneInvalid
        /// All codes that an app can have are made (45029).
        case codesExhausted
        /// WeChat does not know the payment, perhaps not yet (10060001).
        case orderUnknown
        /// The payment was reported as shipped before (10060002, 10060003, 10060023).
        case alreadyShipped
        /// The payment cannot be shipped: refunded, or another user's (10060004, 10060031).
        case notShippable
        /// Anything else: the call itself is wrong, or new to us.
        case other
    }

    /// What was refused.
    public let kind: Kind
    /// WeChat's `errcode`.
    public let code: Int64
    /// WeChat's `errmsg`, cut to 200 characters: for the log, never to be looked into.
    public let message: String

    /// The refusal that this `errcode` means.
    public init(code: Int64, message: String) {
        self.code = code
        self.message = String(message.prefix(200))
        kind = Self.kinds[code] ?? .other
    }

    /// The message's member that `fieldInvalid` is about, as far as the text tells.
    public var field: String? {
        guard kind == .fieldInvalid else { return nil }
        let parts = message.split(separator: ".")
        guard
            let place = parts.firstIndex(where: { $0.hasSuffix("data") }),
            parts.indices.contains(place + 2),
            parts[place + 2].hasPrefix("value")
        else { return nil }
        return String(parts[place + 1])
    }

    private static let kinds: [Int64: Kind] = [
        40029: .codeInvalid, 41008: .codeInvalid, 40163: .codeUsed, 40226: .userBlocked,
        50002: .userBlocked, 40003: .openidInvalid, 43104: .openidInvalid, 61010: .userInactive,
        40013: .appUnknown, 41002: .appUnknown, 40125: .secretWrong, 41004: .secretWrong,
        40243: .secretWrong, 40164: .addressNotAllowed, 61004: .addressNotAllowed,
        89503: .addressNotAllowed, 40001: .tokenInvalid, 40014: .tokenInvalid,
        41001: .tokenInvalid, 42001: .tokenInvalid, 44990: .rateLimited, 45009: .rateLimited,
        45011: .rateLimited, 45063: .notAuthorised, 48001: .notAuthorised,
        48004: .notAuthorised, 87014: .contentRisky, 43101: .notSubscribed,
        40037: .templateInvalid, 47003: .fieldInvalid, 41030: .pageInvalid,
        40129: .sceneInvalid, 40169: .sceneInvalid, 45029: .codesExhausted,
        10_060_001: .orderUnknown, 10_060_002: .alreadyShipped, 10_060_003: .alreadyShipped,
        10_060_023: .alreadyShipped, 10_060_004: .notShippable, 10_060_031: .notShippable,
    ]
}
