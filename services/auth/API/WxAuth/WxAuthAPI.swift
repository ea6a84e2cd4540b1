import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

/// The wx_auth contract: all four of its endpoints.
enum WxAuthAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        GetOpenidByCode.self, IsOpenidRegistered.self, Register.self, Login.self,
    ]

    /// The line for an app that we do not know.
    static let appUnknown = Code(2, "微信appid不存在")

    /// What proof gives no business answer.
    static func failure(for refusal: MemberRefusal) -> TransportFailure? {
        switch refusal {
        case .unproven: .unauthenticated
        case .phone(.weChatAway): .unavailable
        default: nil
        }
    }

    /// One table for both endpoints that let somebody in.
    static func code(for refusal: MemberRefusal) -> Code {
        switch refusal {
        case .unproven: WxAuthContract.code(for: .unauthenticated)
        case .handleInvalid: Code(4, "session_key无效或已过期")
        case .openidWrong: Code(403, "openid不属于当前用户")
        case .alreadyRegistered: Code(5, "该用户已注册")
        case .notRegistered: Code(6, "该用户未注册")
        case .phoneInvalid: Code(7, "手机号格式不正确")
        case .birthdayInvalid: Code(8, "生日格式不正确")
        case .genderInvalid: Code(9, "性别不正确")
        case .textTooLong: Code(10, "参数过长")
        case .phone(.weChatAway): Code(503, "微信暂时不可用，请稍后再试")
        case .phone(.sessionKeyWrong): Code(11, "手机号解密失败，请重新登录")
        case .phone(.phoneMissing): Code(13, "微信用户没有手机号码")
        case .phone(.boundToAnother): Code(14, "该用户已绑定其他手机号")
        case .phone(.codeRefused): Code(15, "手机号code无效或已使用")
        case .phone(.appUnconfigured): Code(2, "系统没有配置微信")
        case .phone: Code(12, "手机号数据格式错误")
        }
    }
}

protocol WxAuthEndpoint: Endpoint where Service == AuthService, Wire == WxAuthContract {}
