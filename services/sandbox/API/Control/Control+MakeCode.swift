import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/code`: what `wx.login` gives on a phone. Good once, for five minutes.
    enum MakeCode: ControlCall {
        static let route = RawRoute.post("/sandbox/code")
        static let members = Subject.members

        struct Output: Encodable {
            let code: String
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let subject = try Subject(input)
            return try await sandbox.database.write { connection in
                let (person, app) = try subject.find(connection)
                return Output(code: try sandbox.makeCode(.login, person, for: app, connection))
            }
        }
    }
}
