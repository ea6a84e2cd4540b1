import Basics
import Contracts
import HTTP
import ServiceKit
import TreasureDomain
import WeChatPay

extension TreasureAPI {
    /// `POST /api/treasure/payTask`: what `wx.requestPayment` takes to pay for a red packet. The same
    /// call again is the same payment; the task opens when WeChat Pay says that the money has come.
    enum PayTask: TreasureEndpoint {
        static let route = TreasureRoutes.payTask
        /// What is signed here is good for whoever has it.
        static let keepsAnswers = false

        struct Input: EndpointInput {
            private static let money = Field.integer(
                "money",
                "What is due, in whole yuan: of one prize, times their number.",
                in: 0...1_000_000_000
            )

            let unionid: ExternalID?
            let code: TaskCode?
            let money: Money

            init(_ fields: FieldReader) throws(ParameterProblem) {
                unionid = try fields.readIfPresent(TreasureFields.unionid)
                code = try fields.read(TreasureFields.code)
                money = Money(fen: 100 * (try fields.read(Self.money)))
            }
        }

        struct Output: Payload {
            let package: String
            let timeStamp: String
            let nonceStr: String
            let signType: String
            let paySign: String
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<PayRefusal>) -> Output {
            let player = try TreasureAPI.player(input.unionid, of: caller, PayRefusal.init)
            guard let code = input.code else { throw .refused(.taskUnknown) }
            let arguments = try await service.redPackets.pay(code, input.money, by: player)
            return Output(
                package: arguments.package,
                timeStamp: arguments.timeStamp,
                nonceStr: arguments.nonceStr,
                signType: arguments.signType,
                paySign: arguments.paySign
            )
        }

        /// Anything but 0 is a refusal, says the contract: each has a number of its own.
        static func code(for refusal: PayRefusal) -> Code {
            switch refusal {
            case .playerUnknown: Code(1, unionidWrong)
            case .playerUnregistered: Code(2, unregistered)
            case .taskUnknown: Code(3, taskUnknown)
            case .notPaidFor: Code(4, "该任务无需支付")
            case .amountWrong: Code(5, "支付金额错误")
            case .alreadyPaid: Code(6, "该任务已支付")
            case .over: Code(7, "该任务已关闭，不能支付")
            case .otherMerchant: Code(8, "请在发布该任务的小程序中支付")
            case .notAllowed: Code(9, "微信支付拒绝了该订单")
            }
        }
    }
}

extension PayRefusal {
    init(_ refusal: Player.Refusal) {
        switch refusal {
        case .unknown: self = .playerUnknown
        case .unregistered: self = .playerUnregistered
        }
    }
}
