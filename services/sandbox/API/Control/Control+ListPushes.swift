import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/pushes`: the message pushes with what became of them, newest first.
    enum ListPushes: ControlEndpoint {
        static let route = ControlRoutes.listPushes

        struct Output: Payload {
            struct Item: Codable {
                let appid: String
                let event: String
                let openid: String
                let trace_id: String
                /// Empty until the file was looked at.
                let body: String
                let at: Int64
                let state: String
                let tries: Int64
                /// 0: no answer.
                let status: Int64
                let answer: String
            }

            let pushes: [Item]
            let next: Int64?
        }

        static func answer(
            _ page: ListPage,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                let pushes = try await sandbox.database.read {
                    try PushStore($0).all(before: page.after, limit: page.rows)
                }
                let (shown, next) = page.cut(pushes) { $0.id.rawValue }
                return Output(
                    pushes: shown.map {
                        Output.Item(
                            appid: $0.appid,
                            event: $0.event,
                            openid: $0.openid,
                            trace_id: $0.trace,
                            body: $0.body,
                            at: $0.madeAt,
                            state: $0.state.rawValue,
                            tries: $0.tries,
                            status: $0.status,
                            answer: $0.answer
                        )
                    },
                    next: next
                )
            }
        }
    }
}
