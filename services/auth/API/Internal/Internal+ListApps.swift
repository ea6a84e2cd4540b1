import Basics
import InternalMessages
import ServiceKit

extension InternalAPI {
    /// `GET /internal/apps`: all mini-programs, where their payments go, and which of a centre's
    /// takes what it sells.
    enum ListApps: InternalEndpoint {
        typealias Call = ListAppsCall
        typealias Refusal = Never

        static func answer(
            _ input: NoInput,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> Call.Answer {
            Call.Answer(try await auth.allApps().map(Call.AppLine.init))
        }
    }
}

extension ListAppsCall.AppLine {
    fileprivate init(_ line: AppLine) {
        self.init(
            app_id: line.app.id.rawValue,
            appid: line.app.appid,
            oper_id: line.app.oper,
            name: line.app.name,
            is_enabled: line.app.isEnabled,
            mchid: line.app.mchid,
            takes_payments: line.takesPayments
        )
    }
}
