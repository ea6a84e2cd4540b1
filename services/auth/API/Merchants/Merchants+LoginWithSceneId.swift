import Basics
import Contracts
import HTTP
import JSON
import ServiceKit

extension MerchantsAPI {
    /// `POST /api/user/loginWithSceneId`: logs in as the user whom the scanned code names. Whoever
    /// has another account keeps it, and may do for that user what the code is for. Tells the
    /// gateway that there is something new about the session.
    enum LoginWithSceneID: BindingEndpoint {
        static let route = MerchantsRoutes.loginWithSceneId
        static let keepsAnswers = false

        struct Input: EndpointInput {
            private static let scene = Field.text(
                "sceneId",
                "The scene that onLoad got from the mini-program code.",
                example: "q0dH3kZbT2m6w1xYc8sLVg"
            )

            let scene: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                scene = try fields.read(Self.scene)
            }
        }

        struct Redemption: ShapedPayload {
            static let schema = Schema.object([
                SchemaMember("userInfo", UserInfo.schema),
                SchemaMember("payload", .anything),
            ])

            let userInfo: UserInfo
            /// What whoever made the scene has kept with it.
            let payload: JSONValue
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by auth: AuthService
        ) async throws(Failure<RedeemRefusal>) -> SessionsChanged<Redemption> {
            let identity = caller.identity
            let redeemed = try await auth.redeem(scene: input.scene, by: identity)
            return SessionsChanged(
                [identity.sid],
                Redemption(
                    userInfo: redeemed.isTheirs
                        ? UserInfo(redeemed.user) : UserInfo(masking: redeemed.user),
                    payload: redeemed.payload
                )
            )
        }

        static func failure(for refusal: RedeemRefusal) -> TransportFailure? {
            refusal == .sessionEnded ? .unauthenticated : nil
        }

        static func code(for refusal: RedeemRefusal) -> Code {
            switch refusal {
            case .unknown: Code(10001, "场景值无效或已过期")
            case .used: Code(10001, "场景值已被使用")
            case .userGone: Code(10004, "账号不存在")
            case .boundToAnother: Code(10006, "该微信已绑定其他账号")
            case .identityGone: MerchantsAPI.identityGone
            case .sessionEnded: MerchantsContract.code(for: .unauthenticated)
            }
        }
    }
}
