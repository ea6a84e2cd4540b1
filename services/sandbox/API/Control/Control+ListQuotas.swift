import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/quotas`: what each app may do and has done in the present minute and day.
    enum ListQuotas: ControlEndpoint {
        static let route = ControlRoutes.listQuotas

        struct Output: Payload {
            struct Item: Codable {
                let appid: String
                let path: String
                let span: String
                let maximum: Int64
                let used: Int64
            }

            let quotas: [Item]
        }

        static func answer(
            _ input: NoInput,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                try await sandbox.database.read { connection in
                    let store = QuotaStore(connection)
                    let quotas = try sandbox.quotas(connection)
                    return Output(
                        quotas: try AppStore(connection).all().flatMap { app in
                            try quotas.map { quota in
                                let period = quota.span.period(at: sandbox.clock.now)
                                return Output.Item(
                                    appid: app.appid,
                                    path: quota.name,
                                    span: quota.span.rawValue,
                                    maximum: quota.maximum,
                                    used: try store.used(quota, app, period: period)
                                )
                            }
                        }
                    )
                }
            }
        }
    }
}
