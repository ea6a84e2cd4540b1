import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `POST /api/treasure/drawPrize`, missing in the contract: claims what the caller has won. The
    /// same claim again gets the same answer.
    enum DrawPrize: TreasureEndpoint {
        static let route = TreasureRoutes.drawPrize
        /// It may hold an address, and the code that a prize is handed over for.
        static let keepsAnswers = false

        struct Input: EndpointInput {
            private static let name = Field.text("name", "By post: who it is for.")
                .described(upTo: Claim.longestName)
            private static let phone = Field.text("phone", "By post: their number.")
                .described(upTo: Claim.longestPhone)
            private static let address = Field.text("address", "By post: where to.")
                .described(upTo: Claim.longestAddress)

            let unionid: ExternalID?
            let code: TaskCode?
            /// Nil where any part of it is missing.
            let address: Claim.Address?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                unionid = try fields.readIfPresent(TreasureFields.unionid)
                code = try fields.read(TreasureFields.code)
                let name = try fields.readIfPresent(Self.name)?.cleaned()
                let phone = try fields.readIfPresent(Self.phone)?.cleaned()
                let address = try fields.readIfPresent(Self.address)?.cleaned()
                if let name, let phone, let address {
                    self.address = Claim.Address(name: name, phone: phone, address: address)
                } else {
                    self.address = nil
                }
            }
        }

        /// Which members there are goes by how the prize is handed over.
        struct Output: Payload {
            var is_draw: Int64
            /// 1 on site, 2 by post, 3 red packet.
            var way: Int64
            /// `drawn`, `drawing`; of a red packet the transfer's state.
            var state: String
            var verify_code: String?
            var mchId: String?
            var appId: String?
            var package: String?
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<Claim.Refusal>) -> Output {
            let player = try TreasureAPI.player(input.unionid, of: caller, Claim.Refusal.init)
            return switch try await service.claim(input.code, by: player, to: input.address) {
            case .posted: Output(is_draw: 1, way: 2, state: "drawn")
            case .code(let code, let isRedeemed):
                Output(
                    is_draw: isRedeemed ? 1 : 0,
                    way: 1,
                    state: isRedeemed ? "drawn" : "drawing",
                    verify_code: code.text
                )
            case .payout(let payout):
                Output(
                    is_draw: payout.isDone ? 1 : 0,
                    way: 3,
                    state: payout.state,
                    mchId: payout.merchant,
                    appId: payout.appid,
                    package: payout.package
                )
            }
        }

        static func code(for refusal: Claim.Refusal) -> Code {
            let text =
                switch refusal {
                case .playerUnknown: unionidWrong
                case .playerUnregistered: unregistered
                case .taskUnknown: taskUnknown
                case .nothingWon: "您没有中奖"
                case .lapsed: "奖品已过期"
                case .addressMissing: "请填写收件人、电话和地址"
                case .addressTooLong: "收件信息过长"
                case .addressGiven: "收件信息已提交，不能修改"
                case .payoutsStopped: "红包发放已暂停，请稍后再试"
                case .dayLimit: "今天的红包已发完，请明天再领"
                case .notPayable: "红包暂时无法领取，请稍后再试"
                case .otherMerchant: "请在发布该红包的小程序中领取"
                }
            return Code(refused, text)
        }
    }
}

extension Claim.Refusal {
    init(_ refusal: Player.Refusal) {
        switch refusal {
        case .unknown: self = .playerUnknown
        case .unregistered: self = .playerUnregistered
        }
    }
}
