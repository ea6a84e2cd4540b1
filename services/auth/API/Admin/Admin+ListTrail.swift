import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/audit?subject=…&page=…&num=…`: what the back office has done, newest first.
    enum ListTrail: AdminEndpoint {
        static let route = AuthAdminRoutes.listTrail

        struct Input: EndpointInput {
            private static let subject = Field.text(
                "subject",
                "Only what was done to this one: `uid:N`, `iid:N` or `app:N`.",
                example: "uid:1"
            )
            private static let page = Field.integer(
                "page",
                "Which part, from 1.",
                in: 1...1_000_000,
                default: 1
            )
            private static let size = Field.integer(
                "num",
                "How many a part has.",
                in: 1...100,
                default: 50
            )

            let subject: String?
            let page: Int
            let size: Int

            init(_ fields: FieldReader) throws(ParameterProblem) {
                subject = try fields.readIfPresent(Self.subject)
                page = Int(try fields.read(Self.page))
                size = Int(try fields.read(Self.size))
            }
        }

        struct Output: Payload {
            let entries: [Line]
        }

        struct Line: Codable {
            let at: Int64
            let who: String
            let what: String
            let subject: String
            let detail: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<Never>) -> Output {
            let entries = try await auth.auditEntries(
                about: input.subject,
                page: input.page,
                size: input.size
            )
            return Output(
                entries: entries.map { entry in
                    Line(
                        at: entry.at.seconds,
                        who: entry.who,
                        what: entry.what,
                        subject: entry.subject,
                        detail: entry.detail
                    )
                }
            )
        }
    }
}
