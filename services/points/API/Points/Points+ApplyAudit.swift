import Basics
import Contracts
import HTTP
import JSON
import Media
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `POST /api/apply_audit/`: submits pictures for the fundus audit.
    enum ApplyAudit: PointsEndpoint {
        static let route = Route.post("/api/apply_audit/")
        static var malformed: Code? { Code(-2, "参数不正确") }
        static var fault: Code? { Code(-5, "操作失败") }

        struct Input: WireInput {
            let openid: ExternalID
            let files: [ID<Media.Upload>]

            init(_ wire: Parameters) throws(ParameterProblem) {
                openid = ExternalID(try wire.text("openid"))
                guard wire.has("files") else { throw .missing("files") }
                guard let list = wire.json("files")?.array else { throw .malformed("files") }
                var files: [ID<Media.Upload>] = []
                for value in list {
                    guard let id = Parameters.integer(value) else { throw .malformed("files") }
                    files.append(ID(id))
                }
                self.files = files
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by points: PointsService
        ) async throws(Failure<Audit.Refusal>) -> NoData {
            let participant = try PointsAPI.participant(
                input.openid,
                of: caller,
                orElse: Audit.Refusal.participantUnknown
            )
            try await points.applyForAudit(input.files, by: participant)
            return NoData()
        }

        static func code(for refusal: Audit.Refusal) -> Code {
            switch refusal {
            case .participantUnknown: PointsContract.code(for: .forbidden)
            case .tooManyFiles, .fileUnknown: Code(-2, "参数不正确")
            case .notNow: Code(-3, "不能继续提交，用户已有在审核或审核通过的任务")
            case .noFiles: Code(-4, "上传文件列表不能为空")
            }
        }

        /// Its table has no line for somebody else's openid.
        static func failure(for refusal: Audit.Refusal) -> TransportFailure? {
            refusal == .participantUnknown ? .forbidden : nil
        }
    }
}
