import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `POST /api/treasure/verifyPrize`, missing in the contract: the publisher hands a prize over on
    /// site, once, for the code that its winner shows.
    enum VerifyPrize: TreasureEndpoint {
        static let route = TreasureRoutes.verifyPrize

        struct Input: EndpointInput {
            private static let verifyCode = Field.text(
                "verify_code",
                "What the winner shows.",
                example: "3A4C6D7E"
            ).map { Optional(TreasureDomain.VerifyCode($0)) }

            let unionid: ExternalID?
            let code: TaskCode?
            /// Nil for what can be none.
            let verifyCode: TreasureDomain.VerifyCode?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                unionid = try fields.readIfPresent(TreasureFields.unionid)
                code = try fields.read(TreasureFields.code)
                verifyCode = try fields.read(Self.verifyCode)
            }
        }

        /// Whose prize it is.
        struct Output: Payload {
            let wxname: String
            let wxheadpic: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<Claim.RedeemRefusal>) -> Output {
            let player = try TreasureAPI.player(
                input.unionid,
                of: caller,
                Claim.RedeemRefusal.init
            )
            let winner = try await service.redeem(input.verifyCode, in: input.code, by: player)
            return Output(wxname: TreasureAPI.name(of: winner), wxheadpic: winner.avatar)
        }

        static func code(for refusal: Claim.RedeemRefusal) -> Code {
            let text =
                switch refusal {
                case .playerUnknown: unionidWrong
                case .playerUnregistered: unregistered
                case .taskUnknown: taskUnknown
                case .notOnSite: "该任务不是现场领奖"
                case .codeUnknown: "核销码错误"
                case .alreadyRedeemed: "该核销码已使用"
                case .lapsed: "奖品已过期"
                }
            return Code(refused, text)
        }
    }
}

extension Claim.RedeemRefusal {
    init(_ refusal: Player.Refusal) {
        switch refusal {
        case .unknown: self = .playerUnknown
        case .unregistered: self = .playerUnregistered
        }
    }
}
