import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `GET /admin/auth/audit?subject=…&page=…&num=…`: what the back office has done, newest first.
    enum ListAudit: AdminEndpoint {
        static let route = Route.get("/admin/auth/audit")

        struct Input: WireInput {
            let subject: String?
            let page: Int
            let size: Int

            init(_ wire: Parameters) throws(ParameterProblem) {
                subject = try wire.optionalText("subject")
                let page = try wire.optionalInteger("page") ?? 1
                let size = try wire.optionalInteger("num") ?? 50
                guard (1...1_000_000).contains(page) else { throw .malformed("page") }
                guard (1...100).contains(size) else { throw .malformed("num") }
                self.page = Int(page)
                self.size = Int(size)
            }
        }

        struct Output: Encodable {
            let entries: [Line]
        }

        struct Line: Encodable {
            let at: Int64
            let who: String
            let what: String
            let subject: String
            let detail: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
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
