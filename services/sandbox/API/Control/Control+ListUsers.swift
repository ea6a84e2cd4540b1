import Basics
import HTTP
import ServiceKit
import Storage

extension ControlAPI {
    /// `GET /sandbox/users?limit=…&after=…&q=…`: in the order in which they came.
    enum ListUsers: ControlEndpoint {
        static let route = ControlRoutes.listUsers

        struct Input: EndpointInput {
            private static let text = Field.text(
                "q",
                "A part of the name, nickname or phone number, or an openid.",
                octets: 1...128,
                example: "xiao"
            )

            let page: ListPage
            let text: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                page = try ListPage(fields)
                text = try fields.readIfPresent(Self.text) ?? ""
            }
        }

        struct Output: Payload {
            let users: [UserOutput]
            let next: Int64?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by sandbox: Sandbox
        ) async throws(Failure<ControlRefusal>) -> Output {
            let page = input.page
            return try await sandbox.attempt {
                try await sandbox.database.read { connection in
                    let apps = try AppStore(connection).all()
                    let people = try PersonStore(connection).all(
                        after: page.after,
                        limit: page.rows,
                        with: input.text
                    )
                    let (shown, next) = page.cut(people) { $0.id.rawValue }
                    return Output(
                        users: try shown.map { try sandbox.show($0, in: apps, connection) },
                        next: next
                    )
                }
            }
        }
    }
}
