import Basics
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `POST /sandbox/subscribe`: a user taps 允许 (`times`: 1) so many times for a template, which
    /// the app then has; with 0 they refuse it.
    enum Subscribe: ControlEndpoint {
        static let route = ControlRoutes.subscribe
        static let refuses = Subject.refuses

        struct Input: EndpointInput {
            private static let times = Field.integer(
                "times",
                "How often the user allows it; 0: refuses.",
                in: 0...1000,
                default: 1
            )

            let subject: Subject
            let template: String
            let times: Int64

            init(_ fields: FieldReader) throws(ParameterProblem) {
                subject = try Subject(fields)
                template = try fields.read(ControlFields.template)
                times = try fields.read(Self.times)
            }
        }

        struct Output: Payload {
            let remaining: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            try await sandbox.attempt {
                let (template, times) = (input.template, input.times)
                return try await sandbox.database.write { connection in
                    let (person, app) = try input.subject.find(connection)
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
}
