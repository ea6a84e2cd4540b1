import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension SmallAppAPI {
    /// `POST /api/smallapp/oauth`: registers the user with the profile that WeChat encrypted, or
    /// binds to the user who is registered already through another app.
    enum OAuth: SmallAppEndpoint {
        static let route = SmallAppRoutes.oauth
        static let keepsAnswers = false

        struct Input: EndpointInput {
            let app: ID<App>
            let profile: SealedData

            init(_ fields: FieldReader) throws(ParameterProblem) {
                app = try fields.read(SmallAppAPI.app)
                profile = try SealedData(fields)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by auth: AuthService
        ) async throws(Failure<AuthorisationRefusal>) -> User {
            guard input.app == caller.identity.app else { throw .refused(.appUnknown) }
            return User(try await auth.authorise(caller.identity, with: input.profile))
        }

        static func failure(for refusal: AuthorisationRefusal) -> TransportFailure? {
            switch refusal {
            case .sessionEnded: .unauthenticated
            case .registrationFailed(isPassing: true), .updateFailed(isPassing: true): .unavailable
            case .registrationFailed, .updateFailed: .internalFault
            case .appUnknown, .dataUnreadable, .userDiffers: nil
            }
        }

        static func code(for refusal: AuthorisationRefusal) -> Code {
            switch refusal {
            case .sessionEnded: SmallAppContract.code(for: .unauthenticated)
            case .appUnknown: SmallAppAPI.appUnknown
            case .userDiffers: Code(8527, "当前用户与登录用户不一致，请重新登录")
            case .registrationFailed: Code(8526, "用户注册失败，请重试")
            case .updateFailed: Code(8525, "更新用户失败，请重试")
            case .dataUnreadable: Code(8524, "授权数据解密失败，请重新登录")
            }
        }
    }
}
