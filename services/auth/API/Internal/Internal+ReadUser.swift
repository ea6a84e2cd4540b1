import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension InternalAPI {
    /// `GET /internal/users/{uid}`: what a sale has to know of its buyer.
    enum ReadUser: InternalEndpoint {
        static let route = InternalRoutes.readUser

        struct Input: EndpointInput {
            let uid: ID<User>

            init(_ fields: FieldReader) throws(ParameterProblem) {
                uid = try fields.read(PathFields.uid)
            }
        }

        struct Output: Payload {
            let uid: Int64
            /// The nickname, or the masked mobile.
            let name: String
            /// The last four digits of the verified mobile; not there without one.
            let mobile_tail: String?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<ReadUserRefusal>) -> Output {
            let account = try await auth.buyer(input.uid)
            return Output(
                uid: account.user.uid.rawValue,
                name: account.bound?.name ?? account.user.profile.nickname,
                mobile_tail: account.bound.map { String($0.mobile.text.suffix(4)) }
            )
        }

        static func code(for refusal: ReadUserRefusal) -> Code { InternalLines.userUnknown }
    }
}
