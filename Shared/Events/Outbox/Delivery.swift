import Basics
import JSON
import Loops
import ServiceKit
import Storage

/// The way of an outbox's events to one receiver.
final class Delivery: Sendable {
    let source: String
    let receiver: String
    /// Rung when there is something new; without it that is found at the next look.
    let signal = WakeSignal()
    private let database: Database
    private let backoff: Backoff
    private let log: Logger
    private let monotonic: @Sendable () -> UInt64
    private let post: @Sendable (Bytes) async throws(InternalFailure) -> InternalAnswer
    private let state = Locked(DeliveryState())

    /// One call carries so many events and, but for a single large one, octets.
    private static let batchCount = 100
    private static let batchBytes = 512 * 1024
    /// So many rows are looked through for subjects that may go on.
    private static let scannedRows = 300
    private static let lookMilliseconds = 250
    static let countedBacklog = 10_000

    init(
        source: String,
        receiver: String,
        database: Database,
        backoff: Backoff,
        log: Logger,
        monotonic: @escaping @Sendable () -> UInt64 = { SystemTime.monotonicNanoseconds() },
        post: @escaping @Sendable (Bytes) async throws(InternalFailure) -> InternalAnswer
    ) {
        self.source = source
        self.receiver = receiver
        self.database = database
        self.backoff = backoff
        self.log = log
        self.monotonic = monotonic
        self.post = post
    }

    /// What waited at the last look.
    var backlog: (count: Int, oldest: UnixTime?) {
        state.withLock { ($0.backlogCount, $0.backlogOldest) }
    }

    func run() async {
        await signal.each(milliseconds: Self.lookMilliseconds) { await self.deliverAll() }
    }

    /// Delivers batch after batch until nothing is due.
    func deliverAll() async {
        await look()
        var delivered = 1
        while delivered > 0, !Task.isCancelled {
            guard state.withLock({ $0.isDue(at: monotonic()) }) else { return }
            do {
                delivered = try await deliverBatch()
            } catch {
                log.error("the outbox cannot be read", ["cause": .text("\(error)")])
                delivered = 0
                failed()
            }
        }
    }

    private func look() async {
        let receiver = receiver
        let backlog = try? await database.read { connection in
            try OutboxStore(connection: connection)
                .backlog(for: receiver, limit: Self.countedBacklog)
        }
        guard let backlog else { return }
        state.withLock { state in
            state.backlogCount = backlog.count
            state.backlogOldest = backlog.oldest
        }
    }

    /// The number of events that were acknowledged.
    private func deliverBatch() async throws -> Int {
        let batch = try await nextBatch()
        guard !batch.isEmpty else { return 0 }
        let answer: InternalAnswer
        do throws(InternalFailure) {
            answer = try await post(body(of: batch))
        } catch {
            log.info(
                "events were not delivered",
                ["to": .text(receiver), "cause": .text("\(error)")]
            )
            failed()
            return 0
        }
        guard answer.status == 200, let json = try? answer.json() else {
            log.warning(
                "events were not taken",
                ["to": .text(receiver), "status": .integer(Int64(answer.status))]
            )
            failed()
            return 0
        }
        let refused = Set(json["refused"]?.array?.compactMap(\.string) ?? [])
        return try await settle(batch, refused: refused)
    }

    private func settle(_ batch: [OutboxStore.Pending], refused: Set<String>) async throws -> Int {
        let now = monotonic()
        var done: [Int64] = []
        state.withLock { state in
            state.succeeded()
            for event in batch {
                if refused.contains(id(of: event)) {
                    state.delay(event.subject, at: now, backoff)
                } else {
                    state.forget(event.subject)
                    done.append(event.id)
                }
            }
        }
        if !refused.isEmpty {
            log.error(
                "events were refused",
                ["by": .text(receiver), "count": .integer(Int64(batch.count - done.count))]
            )
        }
        let receiver = receiver
        let acknowledged = done
        try await database.write { connection in
            try OutboxStore(connection: connection).acknowledge(acknowledged, by: receiver)
        }
        return done.count
    }

    /// The oldest events of subjects that are not held up.
    private func nextBatch() async throws -> [OutboxStore.Pending] {
        let now = monotonic()
        let receiver = receiver
        let rows = try await database.read { connection in
            try OutboxStore(connection: connection).pending(for: receiver, limit: Self.scannedRows)
        }
        return state.withLock { state in
            var batch: [OutboxStore.Pending] = []
            var bytes = 0
            for row in rows where !state.isDelayed(row.subject, at: now) {
                bytes += row.data.count
                if batch.count == Self.batchCount { break }
                if bytes > Self.batchBytes, !batch.isEmpty { break }
                batch.append(row)
            }
            return batch
        }
    }

    private func failed() {
        let now = monotonic()
        state.withLock { $0.failed(at: now, backoff) }
    }

    private func id(of event: OutboxStore.Pending) -> String { "\(source):\(event.id)" }

    private func body(of batch: [OutboxStore.Pending]) -> Bytes {
        var writer = JSONWriter()
        writer.beginObject()
        writer.key("events")
        writer.beginArray()
        for event in batch {
            writer.beginObject()
            writer.key("id")
            writer.string(id(of: event))
            writer.key("seq")
            writer.integer(event.id)
            writer.key("subject")
            writer.string(event.subject)
            writer.key("type")
            writer.string(event.type)
            writer.key("at")
            writer.integer(event.at.milliseconds)
            writer.key("data")
            writer.raw(event.data)
            writer.endObject()
        }
        writer.endArray()
        writer.endObject()
        return writer.bytes
    }
}
