import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/quotas`: what each app may do and has done in the present minute and day.
    enum ListQuotas: ControlCall {
        static let route = RawRoute.get("/sandbox/quotas")

        struct Output: Encodable {
            struct Item: Encodable {
                let appid: String
                let path: String
                let span: String
                let maximum: Int64
                let used: Int64
            }

            let quotas: [Item]
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
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
