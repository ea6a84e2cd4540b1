import Basics
import Contracts
import HTTP
import InternalMessages
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `POST /api/wx_run/`: keeps the caller's steps; the first time earns points.
    enum WxRun: PointsEndpoint {
        static let route = PointsRoutes.wxRun
        static let missing = Code(-1, "参数字段不能为空")

        struct Input: EndpointInput {
            private static let data = Field.text(
                "encryptedData",
                "What getWeRunData gave as encryptedData."
            )

            let openid: ExternalID
            let data: String
            let iv: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                openid = try fields.read(PointsFields.openid)
                data = try fields.read(Self.data)
                iv = try fields.read(PointsFields.iv)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by points: PointsService
        ) async throws(Failure<Certification.Refusal>) -> NoData {
            let participant = try PointsAPI.participant(
                input.openid,
                of: caller,
                orElse: Certification.Refusal.participantUnknown
            )
            try await points.takeSteps(of: participant, by: .sealed(data: input.data, iv: input.iv))
            return NoData()
        }

        /// A phone has nothing to do with it, and it may be done again: these two never come.
        static func code(for refusal: Certification.Refusal) -> Code {
            switch refusal {
            case .appUnconfigured: Code(-2, "微信配置为空")
            case .sessionKeyWrong: Code(-3, "错误的session key")
            case .participantUnknown: Code(-4, "错误的openid")
            case .unreadable, .phoneMissing, .alreadyDone: Code(-5, "解析失败")
            }
        }
    }
}
