import Contracts
import TreasureDomain

/// Lines that several tables have, where the contract says 0 or 1.
extension TreasureAPI {
    static let refused = 1
    static let unionidWrong = "unionid错误"
    static let unregistered = "请先登录"
    static let taskUnknown = "任务不存在"

    static func code(for refusal: Player.Refusal) -> Code {
        switch refusal {
        case .unknown: Code(refused, unionidWrong)
        case .unregistered: Code(refused, unregistered)
        }
    }

    static func code(for refusal: LookRefusal) -> Code {
        switch refusal {
        case .playerUnknown: Code(refused, unionidWrong)
        case .playerUnregistered: Code(refused, unregistered)
        case .taskUnknown: Code(refused, taskUnknown)
        }
    }
}

extension LookRefusal {
    init(_ refusal: Player.Refusal) {
        switch refusal {
        case .unknown: self = .playerUnknown
        case .unregistered: self = .playerUnregistered
        }
    }
}
