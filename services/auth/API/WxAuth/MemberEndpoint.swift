import AuthDomain
import Contracts
import ServiceKit

/// The two endpoints that let somebody in: the same proof, and one table.
protocol MemberEndpoint: WxAuthEndpoint
where Principal == Identity?, Refusal == MemberRefusal {}

/// The parameters that both have.
enum MemberFields {
    static let openid = Field.text(
        "openid",
        "The caller's own openid.",
        example: "o6_bmjrPTlm6_2sgVt7hMZOPfL2M"
    )
    static let handle = Field.text(
        "session_key",
        "What get_openid_by_code gave under this name; proves the openid without a token."
    )
    static let phone = Field.text("phone", "A number that was typed in.", example: "13800138000")
}

extension MemberEndpoint {
    /// What proof gives no business answer.
    static func failure(for refusal: MemberRefusal) -> TransportFailure? {
        switch refusal {
        case .unproven: .unauthenticated
        case .phone(.weChatAway): .unavailable
        default: nil
        }
    }

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
