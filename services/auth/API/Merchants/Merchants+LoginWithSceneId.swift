import AuthDomain
import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

extension MerchantsAPI {
    /// `POST /api/user/loginWithSceneId`: logs in as the user whom the scanned code names.
    enum LoginWithSceneID: MerchantsEndpoint {
        static let route = Route.post("/api/user/loginWithSceneId")

        struct Input: WireInput {
            let scene: String

            init(_ wire: Parameters) throws(ParameterProblem) {
                scene = try wire.text("sceneId")
            }
        }

        /// Tells the gateway that the session has an account now.
        struct Output: Encodable, AnswerHeaders {
            let userInfo: UserInfo
            let payload: JSONValue
            private let sid: String

            init(_ redeemed: Redeemed, sid: String) {
                userInfo = UserInfo(redeemed.user)
                payload = redeemed.payload
                self.sid = sid
            }

            private enum CodingKeys: CodingKey { case userInfo, payload }

            var answerHeaders: [(name: String, value: String)] {
                [(name: InternalHeader.sessionChanged, value: sid)]
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<RedeemRefusal>) -> Output {
            guard let identity = caller.identity else { throw .fault }
            let redeemed = try await auth.redeem(scene: input.scene, by: identity)
            return Output(redeemed, sid: identity.sid)
        }

        static let malformed: Code? = Code(10001, "参数不合法")

        static func code(for refusal: RedeemRefusal) -> Code {
            switch refusal {
            case .unknown: Code(10001, "场景值无效或已过期")
            case .used: Code(10001, "场景值已被使用")
            case .userGone: Code(10004, "账号不存在")
            case .boundToAnother: Code(10006, "该微信已绑定其他账号")
            case .identityGone: MerchantsAPI.identityGone
            }
        }
    }
}
