import Basics
import Contracts
import ServiceKit
import TreasureDomain

extension TreasureAPI {
    /// `GET /api/treasure/getMyInfo`: how often the caller has dug, published, taken part.
    enum GetMyInfo: TreasureEndpoint {
        static let route = TreasureRoutes.getMyInfo

        struct Output: Payload {
            let digging_num: Int64
            let release_num: Int64
            let partake_num: Int64
        }

        static func answer(
            _ input: UnionidInput,
            to caller: Caller<Identity>,
            by service: TreasureService
        ) async throws(Failure<Player.Refusal>) -> Output {
            let player = try TreasureAPI.player(input.unionid, of: caller) { $0 }
            let totals = try await service.totals(of: player)
            return Output(
                digging_num: totals.digs,
                release_num: totals.releases,
                partake_num: totals.partakes
            )
        }

        static func code(for refusal: Player.Refusal) -> Code {
            switch refusal {
            case .unknown: Code(2, unionidWrong)
            case .unregistered: Code(3, unregistered)
            }
        }
    }
}
