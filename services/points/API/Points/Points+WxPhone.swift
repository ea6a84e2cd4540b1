import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

extension PointsAPI {
    /// `POST /api/wx_phone/`: certifies the caller's phone, once, and earns points.
    enum WxPhone: PointsEndpoint {
        static let route = Route.post("/api/wx_phone/")

        /// The data that the contract names, in either spelling, or the newer `code`. Where a
        /// client sends both, the data: it costs no question to WeChat.
        struct Input: WireInput {
            let openid: ExternalID
            let proof: AuthClient.Proof

            init(_ wire: Parameters) throws(ParameterProblem) {
                openid = ExternalID(try wire.text("openid"))
                let isAsWritten = wire.has("encrypted_data")
                let data = try wire.optionalText(isAsWritten ? "encrypted_data" : "encryptedData")
                if let data, let iv = try wire.optionalText("iv") {
                    proof = .sealed(data: data, iv: iv)
                } else if let code = try wire.optionalText("code") {
                    proof = .code(code)
                } else {
                    throw .missing(data == nil ? "encrypted_data" : "iv")
                }
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
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
