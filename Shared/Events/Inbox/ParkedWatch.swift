import Basics
import ServiceKit
import Synchronization

/// Counts what is parked, for the metrics, and says so in the log as long as something is.
final class ParkedWatch: Sendable {
    private let database: ServiceDatabase
    private let log: Logger
    private let count = Atomic<Int>(0)

    private static let lookMilliseconds = 10_000
    /// Said again after so many looks.
    private static let silentLooks = 30
    private static let mostCounted = 10_000

    init(_ database: ServiceDatabase, log: Logger, metrics: Metrics) {
        self.database = database
        self.log = log
        metrics.gauge(
            "kumquat_events_parked",
            "Events that could not be applied and wait for a person; up to 10000."
        ) { [self] in Double(count.load(ordering: .relaxed)) }
    }

    /// Until it is cancelled.
    func run() async {
        var silence = Self.silentLooks
        repeat {
            let isAny = await look()
            silence = isAny ? silence + 1 : Self.silentLooks
            if isAny, silence > Self.silentLooks {
                silence = 0
                log.error(
                    "events are parked",
                    ["count": .integer(Int64(count.load(ordering: .relaxed)))]
                )
            }
        } while await Pause.milliseconds(Self.lookMilliseconds)
    }

    /// True when something is parked.
    func look() async -> Bool {
        let parked = try? await database.read { connection in
            try InboxStore(connection: connection).parkedCount(upTo: Self.mostCounted)
        }
        guard let parked else { return false }
        count.store(parked, ordering: .relaxed)
        return parked > 0
    }
}
