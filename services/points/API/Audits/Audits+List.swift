import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension AuditsAPI {
    /// `GET /admin/points/audits?status=audit`: a page of the audits in a state, oldest first.
    enum List: Interface {
        static let route = Route.get("/admin/points/audits")

        struct Input: WireInput {
            let state: AuditState
            let page: Page
            let number: Int64
            let auditor: String

            init(_ wire: Parameters) throws(ParameterProblem) {
                let status = wire.optionalText("status") ?? AuditState.audit.rawValue
                guard let state = AuditState(rawValue: status) else { throw .malformed("status") }
                self.state = state
                number = try wire.optionalInteger("page") ?? 1
                let size = try wire.optionalInteger("size") ?? 20
                guard number >= 1, let page = Page(index: number - 1, size: size) else {
                    throw .malformed(number < 1 ? "page" : "size")
                }
                self.page = page
                auditor = try AuditsAPI.auditor(wire)
            }
        }

        struct Output: Encodable {
            let audits: [AuditLine]
            let page: Int64
            let size: Int64
            /// Seconds that the links in it work.
            let links_expire_in: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Never>) -> Output {
            let folders = try await points.audits(in: input.state, input.page)
            return Output(
                audits: folders.map { AuditLine($0, for: input.auditor, points.uploads.links) },
                page: input.number,
                size: input.page.size,
                links_expire_in: MediaLinks.seconds
            )
        }
    }
}
