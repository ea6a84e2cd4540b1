import AuthDomain
import Basics
import InternalMessages
import ServiceKit

extension InternalAPI {
    /// `GET /internal/users/{uid}`: what a sale has to know of its buyer.
    enum ReadUser: InternalEndpoint {
        typealias Call = ReadUserCall

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<ReadUserRefusal>) -> Call.Answer {
            let account = try await auth.buyer(input.uid)
            return Call.Answer(
                uid: account.user.uid.rawValue,
                name: account.bound?.name ?? account.user.profile.nickname,
                mobile_tail: account.bound.map { String($0.mobile.text.suffix(4)) }
            )
        }

        static func reason(for refusal: ReadUserRefusal) -> Call.Refusal {
            switch refusal {
            case .unknown: .unknown
            }
        }
    }
}
