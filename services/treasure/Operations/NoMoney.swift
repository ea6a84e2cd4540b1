import Basics
import ServiceKit
import TreasureDomain

/// A process without a merchant account: nothing but goods.
struct NoMoney: TaskMoney {
    func merchant(of app: ID<App>) async throws(Failure<Never>) -> String? { nil }

    func ended(_ task: TreasureTask, in unit: UnitOfWork) throws {}

    func payOut(
        _ prize: Prize,
        of task: TreasureTask,
        to player: Player
    ) async throws(Failure<Claim.Refusal>) -> Payout {
        throw .refused(.notPayable)
    }
}
