import JSON
import Basics
import Contracts
import HTTP
import Media
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `POST /api/apply_audit/`: submits pictures for the fundus audit.
    enum ApplyAudit: PointsEndpoint {
        static let route = PointsRoutes.applyAudit
        static var malformed: Code? { Code(-2, "参数不正确") }
        static var fault: Code? { Code(-5, "操作失败") }

        struct Input: EndpointInput {
            private static let files = Field.json(
                "files",
                "The ids of pictures that the caller has uploaded.",
                .list(.integer(minimum: 1, maximum: Int64.max), maximum: Audit.maximumFiles),
                example: .array([.integer(1)])
            )

            let openid: ExternalID
            let files: [ID<Media.Upload>]

            init(_ fields: FieldReader) throws(ParameterProblem) {
                openid = try fields.read(PointsFields.openid)
                guard let list = try fields.read(Self.files).array else {
                    throw .malformed("files")
                }
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
            to caller: Caller<Identity>,
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
