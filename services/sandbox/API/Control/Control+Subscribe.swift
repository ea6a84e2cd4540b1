import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/subscribe`: a user taps 允许 (`times`: 1) so many times for a template, which
    /// the app then has; with 0 they refuse it.
    enum Subscribe: ControlCall {
        static let route = RawRoute.post("/sandbox/subscribe")
        static let members = Subject.members + ["template_id", "times"]

        struct Output: Encodable {
            let remaining: Int64
        }

        static func answer(_ input: ControlInput, by sandbox: Sandbox) async throws -> Output {
            let subject = try Subject(input)
            let template = try input.text("template_id")
            let times = try input.optionalInteger("times", in: 0...1000) ?? 1
            return try await sandbox.database.write { connection in
                let (person, app) = try subject.find(connection)
                let store = MessageStore(connection)
                try store.addTemplate(template, app)
                if times == 0 { try store.refuse(template, person, app) }
                return Output(
                    remaining: try store.accept(template, times: times, person, app)
                )
            }
        }
    }
}
