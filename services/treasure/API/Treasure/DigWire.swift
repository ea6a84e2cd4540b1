import Basics
import Contracts
import ServiceKit
import TreasureDomain

/// What digging answers, wherever it is asked for.
struct DigWire: Payload {
    let is_prize: Int64
    let wxname: String
    let wxheadpic: String

    init(_ outcome: Dig.Outcome) {
        is_prize = outcome.hasWon ? 1 : 0
        wxname = TreasureAPI.name(of: outcome.digger)
        wxheadpic = outcome.digger.avatar
    }

    static func code(for refusal: Dig.Refusal) -> Code {
        let text =
            switch refusal {
            case .playerUnknown: TreasureAPI.unionidWrong
            case .playerUnregistered: TreasureAPI.unregistered
            case .blacklisted: "您的账号已被限制参与"
            case .taskUnknown: TreasureAPI.taskUnknown
            case .notOpen: "任务尚未开始"
            case .ended: "任务已结束"
            case .ofOneself: "不能挖自己发布的宝贝"
            case .hasWon: "您已中奖，不能再挖"
            case .coolingDown: "冷却中，请稍后再挖"
            case .tooManyToday: "今天挖宝次数已达上限"
            case .otherMerchant: "请在发布该红包的小程序中参与"
            }
        return Code(TreasureAPI.refused, text)
    }
}

extension Dig.Refusal {
    init(_ refusal: Player.Refusal) {
        switch refusal {
        case .unknown: self = .playerUnknown
        case .unregistered: self = .playerUnregistered
        }
    }
}
