import AuthDomain
import Contracts
import ServiceKit

/// An endpoint that trades a code from `wx.login` for a session.
protocol LoginEndpoint: Endpoint
where Service == AuthService, Principal == Identity?, Refusal == LoginRefusal {}

extension LoginEndpoint {
    static func failure(for refusal: LoginRefusal) -> TransportFailure? { refusal.failure }
}

extension LoginRefusal {
    /// What is no business answer.
    var failure: TransportFailure? { self == .weChatAway ? .unavailable : nil }

    /// What a person reads, where a contract has no words of its own.
    var text: String {
        switch self {
        case .appUnknown: "微信appid不存在"
        case .codeInvalid: "code无效或已过期"
        case .codeUsed: "code已被使用"
        case .userBlocked: "该微信用户已被限制登录"
        case .appRefused: "微信登录失败"
        case .weChatAway: "微信暂时不可用，请稍后再试"
        }
    }
}
