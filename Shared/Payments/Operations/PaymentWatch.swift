import Basics
import Loops
import ServiceKit
import Storage

/// Looks now and then how much money waits for a person, for the alarms.
final class PaymentWatch: Sendable {
    private let database: ServiceDatabase
    private let log: Logger
    private let counts = Locked(WatchStore.Counts())
    private static let pauseMilliseconds = 10_000

    /// The watch over a service's payments.
    init(_ payments: PaymentService, _ metrics: Metrics) {
        database = payments.database
        log = payments.log
        metrics.gauge(
            "kumquat_pay_stuck",
            "Refunds and transfers that do not get on by themselves, at the last look."
        ) { [counts] in Double(counts.withLock { $0.stuck }) }
        metrics.gauge(
            "kumquat_pay_differences",
            "Differences from WeChat Pay's bills that nobody has explained, at the last look."
        ) { [counts] in Double(counts.withLock { $0.differences }) }
        metrics.gauge(
            "kumquat_pay_callbacks_waiting",
            "Callbacks that could not be applied yet, at the last look."
        ) { [counts] in Double(counts.withLock { $0.callbacks }) }
    }

    /// Looks until it is cancelled.
    func run() async {
        repeat { await look() } while await Pause.milliseconds(Self.pauseMilliseconds)
    }

    private func look() async {
        do {
            let found = try await database.read { try WatchStore($0).counts() }
            counts.withLock { $0 = found }
        } catch {
            log.warning("payments cannot be counted", ["cause": .text("\(error)")])
        }
    }
}
