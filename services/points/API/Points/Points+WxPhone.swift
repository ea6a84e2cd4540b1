import Basics
import Contracts
import HTTP
import InternalMessages
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `POST /api/wx_phone/`: certifies the caller's phone, once, and earns points.
    enum WxPhone: PointsEndpoint {
        static let route = PointsRoutes.wxPhone

        /// The data that the contract names, in either spelling, or the newer `code`. Where a
        /// client sends both, the data: it costs no question to WeChat.
        struct Input: EndpointInput {
            private static let asWritten = Field.text(
                "encrypted_data",
                "What getPhoneNumber gave as encryptedData."
            )
            private static let asWeChatSpellsIt = Field.text(
                "encryptedData",
                "The same, as WeChat spells it."
            )
            private static let code = Field.text(
                "code",
                "The code that getPhoneNumber gives today."
            )

            let openid: ExternalID
            let proof: AuthClient.Proof

            init(_ fields: FieldReader) throws(ParameterProblem) {
                openid = try fields.read(PointsFields.openid)
                let isAsWritten = fields.has(Self.asWritten)
                let data = try fields.readIfPresent(
                    isAsWritten ? Self.asWritten : Self.asWeChatSpellsIt
                )
                if let data, let iv = try fields.readIfPresent(PointsFields.iv) {
                    proof = .sealed(data: data, iv: iv)
                } else if let code = try fields.readIfPresent(Self.code) {
                    proof = .code(code)
                } else {
                    throw .missing(data == nil ? "encrypted_data" : "iv")
                }
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
            try await points.certifyPhone(of: participant, by: input.proof)
            return NoData()
        }

        static func code(for refusal: Certification.Refusal) -> Code {
            switch refusal {
            case .appUnconfigured: Code(-2, "微信配置不存在")
            case .alreadyDone: Code(-3, "仅能认证一次")
            case .sessionKeyWrong: Code(-4, "错误的session key")
            case .participantUnknown: Code(-5, "错误的openid")
            case .phoneMissing: Code(-6, "微信用户没有手机号码")
            case .unreadable: Code(-7, "解析数据失败")
            }
        }
    }
}
