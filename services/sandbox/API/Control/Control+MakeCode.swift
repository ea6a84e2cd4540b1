import Basics
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/code`: what `wx.login` gives on a phone. Good once, for five minutes.
    enum MakeCode: ControlEndpoint {
        static let route = ControlRoutes.makeCode
        static let refuses = Subject.refuses

        struct Output: Payload {
            let code: String
        }

        static func answer(
            _ subject: Subject,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                try await sandbox.database.write { connection in
                    let (person, app) = try subject.find(connection)
                    return Output(code: try sandbox.makeCode(.login, person, for: app, connection))
                }
            }
        }
    }
}
