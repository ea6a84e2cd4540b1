import Basics
import Loops
import ServiceKit
import TreasureDomain

@testable import TreasureServer

/// Stands in for all that has to do with money: apps 1 and 2 have one merchant account, 3 another
/// one, and the rest none.
final class Purse: TaskMoney {
    private let ends = Locked<[Int64]>([])
    private let away = Locked(false)
    private let refusal = Locked<Claim.Refusal?>(nil)

    /// The tasks of which it was told that they have ended.
    var ended: [Int64] { ends.withLock { $0 } }

    /// Whether nobody can say which app has which merchant account.
    var isAway: Bool {
        get { away.withLock { $0 } }
        set { away.withLock { $0 = newValue } }
    }

    var payoutRefusal: Claim.Refusal? {
        get { refusal.withLock { $0 } }
        set { refusal.withLock { $0 = newValue } }
    }

    func merchant(of app: ID<App>) async throws(Failure<Never>) -> String? {
        if isAway { throw .unavailable(retryAfterSeconds: 9) }
        return switch app.rawValue {
        case 1, 2: "m1"
        case 3: "m3"
        default: nil
        }
    }

    func ended(_ task: TreasureTask, in unit: UnitOfWork) throws {
        ends.withLock { $0.append(task.id.rawValue) }
    }

    func payOut(
        _ prize: Prize,
        of task: TreasureTask,
        to player: Player
    ) async throws(Failure<Claim.Refusal>) -> Payout {
        if let refusal = payoutRefusal { throw .refused(refusal) }
        return Payout(
            merchant: task.merchant,
            appid: "wx\(player.app)",
            package: "package-\(prize.number)",
            state: "WAIT_USER_CONFIRM",
            isDone: false
        )
    }
}
