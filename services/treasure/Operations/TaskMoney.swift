import Basics
import ServiceKit
import TreasureDomain

/// What tasks ask of money. It moves nothing but what the rows of `Shared/Payments` say.
protocol TaskMoney: Sendable {
    /// Through which merchant account a mini-program takes and pays; nil for none.
    func merchant(of app: ID<App>) async throws(Failure<Never>) -> String?

    /// A task has ended, in this unit and for whatever reason: what nobody has won goes back, and
    /// money that comes late is not taken.
    func ended(_ task: TreasureTask, in unit: UnitOfWork) throws

    /// Pays a red packet out, or goes on with that: the same prize again gets the same answer.
    func payOut(
        _ prize: Prize,
        of task: TreasureTask,
        to player: Player
    ) async throws(Failure<Claim.Refusal>) -> Payout
}
