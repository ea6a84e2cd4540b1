public import ServiceKit

extension DecryptCall {
    /// Why nothing is opened.
    public enum Refusal: String, InternalRefusal, CaseIterable {
        case identityUnknown = "identity_unknown"
        /// No session key that auth knows opens it.
        case sessionKeyWrong = "session_key_wrong"
        case dataMalformed = "data_malformed"
        case dataOfAnotherApp = "data_of_another_app"
        case dataOfAnotherUser = "data_of_another_user"
        case phoneMissing = "phone_missing"
        case codeRefused = "code_refused"
        case boundToAnotherMobile = "bound_to_another_mobile"
        case appUnconfigured = "app_unconfigured"
        case weChatAway = "wechat_away"

        public var status: Int {
            switch self {
            case .identityUnknown: 404
            case .boundToAnotherMobile, .appUnconfigured: 409
            case .weChatAway: 503
            case .sessionKeyWrong, .dataMalformed, .dataOfAnotherApp, .dataOfAnotherUser,
                .phoneMissing, .codeRefused:
                422
            }
        }

        public var message: String {
            switch self {
            case .identityUnknown: "There is no such identity."
            case .sessionKeyWrong: "No session key that we know opens it."
            case .dataMalformed: "It is not what WeChat makes."
            case .dataOfAnotherApp: "It was made for another app."
            case .dataOfAnotherUser: "It was made for another user."
            case .phoneMissing: "The WeChat user has no phone number."
            case .codeRefused: "WeChat refuses the code."
            case .boundToAnotherMobile: "The account has another mobile."
            case .appUnconfigured: "The app is off, or WeChat refuses it."
            case .weChatAway: "WeChat cannot be reached."
            }
        }
    }
}
