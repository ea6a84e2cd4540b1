import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/codes`: the mini-program codes made, newest first: what a phone would
    /// read from them.
    enum ListCodes: ControlEndpoint {
        static let route = ControlRoutes.listCodes

        struct Output: Payload {
            let codes: [MiniCode]
            let next: Int64?
        }

        static func answer(
            _ page: ListPage,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                let codes = try await sandbox.database.read {
                    try MiniCodeStore($0).all(before: page.after, limit: page.rows)
                }
                let (shown, next) = page.cut(codes) { $0.place }
                return Output(codes: shown.map(\.code), next: next)
            }
        }
    }
}
