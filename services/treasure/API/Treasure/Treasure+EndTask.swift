import Basics
import Contracts
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `POST /api/treasure/endTask`, missing in the contract: the publisher ends a task before its
    /// time; money that nobody has won goes back.
    enum EndTask: TreasureEndpoint {
        static let route = TreasureRoutes.endTask

        static func answer(
            _ input: TaskInput,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<EndRefusal>) -> NoData {
            let player = try TreasureAPI.player(input.unionid, of: caller, EndRefusal.init)
            try await service.end(input.code, by: player)
            return NoData()
        }

        static func code(for refusal: EndRefusal) -> Code {
            let text =
                switch refusal {
                case .playerUnknown: unionidWrong
                case .playerUnregistered: unregistered
                case .taskUnknown: taskUnknown
                case .alreadyEnded: "任务已结束"
                }
            return Code(refused, text)
        }
    }
}

extension EndRefusal {
    init(_ refusal: Player.Refusal) {
        switch refusal {
        case .unknown: self = .playerUnknown
        case .unregistered: self = .playerUnregistered
        }
    }
}
