import AuthCalls
import Basics
import Jobs
import Payments
import ServiceKit
import Storage
import TreasureDomain

/// The money of tasks: paid in before they open, paid out to winners, the rest given back.
///
/// Rows of tasks and prizes and rows of money change in one unit: what money does is said by
/// ``RedPacketEffects``, what has to happen later is a job.
struct RedPackets: TaskMoney {
    let payments: PaymentService
    let office: PaymentOffice
    let apps: AppDirectory
    let database: ServiceDatabase
    let jobs: JobQueue
    let settings: MoneySettings
    let clock: DomainClock
    let log: Logger
    let metrics: MoneyMetrics

    /// The merchant account of an app; nil where nobody can pay in it.
    func merchant(of app: ID<App>) async throws(Failure<Never>) -> String? {
        try await apps.app(app)?.mchid
    }

    /// The present day in China, by which payouts are counted.
    func today(_ now: UnixTime) -> Day { CivilZone.china.day(at: now) }

    /// A task has ended, in whatever way, or was taken away: in the unit that says so. Money that is
    /// not there yet is not taken any more; the rest goes back by itself.
    func ended(_ task: TreasureTask, in unit: UnitOfWork) throws {
        if task.terms.kind == .redPacket {
            _ = try payments.close(MoneyRef.task(task.id).text, in: unit)
        }
        try Settlement.wake(task.id, jobs, in: unit)
    }
}
