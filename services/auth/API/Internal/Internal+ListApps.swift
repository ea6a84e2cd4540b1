import Basics
import Contracts
import HTTP
import ServiceKit

extension InternalAPI {
    /// `GET /internal/apps`: all mini-programs, where their payments go, and which of a centre's
    /// takes what it sells.
    enum ListApps: InternalEndpoint {
        static let route = InternalRoutes.listApps

        struct Output: Payload {
            let apps: [AppPayload]
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> Output {
            Output(apps: try await auth.allApps().map(AppPayload.init))
        }
    }
}
