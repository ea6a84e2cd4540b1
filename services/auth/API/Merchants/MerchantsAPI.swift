import AuthDomain
import Contracts
import ServiceKit

/// The endpoints of the merchants contract that log in.
enum MerchantsAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        WxLogin.self, Login.self, LoginWithSceneID.self, SendVerifyCode.self,
    ]

    /// The token's WeChat identity is no more: the phone has to log in to WeChat again.
    static let identityGone = MerchantsContract.identityGone ?? Code(70010, "微信openId不存在")

    static let mobile = Field.text("mobile", "A number in China.", example: "13800138000")

    /// A user who is bound, as the log-ins show them.
    struct UserInfo: Payload {
        let name: String
        let mobile: String

        init(_ user: BoundUser) {
            name = user.name
            mobile = user.mobile.text
        }

        /// As somebody else sees them.
        init(masking user: BoundUser) {
            name = user.maskedName
            mobile = user.mobile.masked
        }
    }
}

protocol MerchantsEndpoint: Endpoint where Service == AuthService, Wire == MerchantsContract {}

/// An endpoint for somebody who has logged in to WeChat.
protocol BindingEndpoint: MerchantsEndpoint where Principal == Identity {}

extension BindingEndpoint {
    static var malformed: Code? { Code(10001, "参数不合法") }
}
