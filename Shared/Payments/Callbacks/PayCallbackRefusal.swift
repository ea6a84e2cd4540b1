import Contracts

/// Why a callback is not taken. WeChat Pay says it again, for a day.
public enum PayCallbackRefusal: Error, Sendable, Equatable, CaseIterable {
    /// It is not WeChat Pay's, or not fresh.
    case forged
    /// There are no keys for the merchant account.
    case accountUnknown
    /// Nothing is said of this.
    case kindUnknown
    /// It is WeChat Pay's, but contradicts what is here; the truth is asked for.
    case contradictory
    /// Nothing could be looked at, or written, at this moment.
    case unavailable

    var code: Code {
        switch self {
        case .forged: WeChatPayContract.forged
        case .accountUnknown: WeChatPayContract.accountUnknown
        case .kindUnknown: WeChatPayContract.kindUnknown
        case .contradictory: WeChatPayContract.contradictory
        case .unavailable: WeChatPayContract.unavailable
        }
    }
}
