import Basics
import Jobs
import JSON
import Loops
import ServiceKit
import Storage

/// The way of an outbox's events to one receiver.
final class Delivery: Sendable {
    let source: String
    let receiver: String
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

    func look() async {
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

    /// Delivers batch after batch until nothing is left but what has to wait.
    /// - Throws: `DeliveryFailure` when the receiver did not take them: later, and later again.
    func deliver(_ job: RunningJob<NoPayload>) async throws -> JobOutcome {
        while let batch = try await nextBatch() {
            let refused = try await send(batch)
            if try await settle(batch, refused: refused, job) { return .done }
        }
        let now = monotonic()
        let receiver = receiver
        let isAnyLeft = try await database.read { connection in
            try !OutboxStore(connection: connection).pending(for: receiver, limit: 1).isEmpty
        }
        guard isAnyLeft, let hold = state.withLock({ $0.earliestHold }) else { return .done }
        return .pause(milliseconds: Int(clamping: (max(hold, now) - now) / 1_000_000 + 1))
    }

    /// The ids of the events that were refused.
    private func send(_ batch: [OutboxStore.Pending]) async throws(DeliveryFailure) -> Set<String> {
        let answer: InternalAnswer
        do throws(InternalFailure) {
            answer = try await post(body(of: batch))
        } catch {
            throw .unanswered(error)
        }
        guard answer.status == 200, let json = try? answer.json() else {
            throw .notTaken(status: answer.status)
        }
        return Set(json["refused"]?.array?.compactMap(\.string) ?? [])
    }

    /// Forgets what was taken, as long as the lease says that it is ours to say so. True when
    /// nothing is left.
    private func settle(
        _ batch: [OutboxStore.Pending],
        refused: Set<String>,
        _ job: RunningJob<NoPayload>
    ) async throws -> Bool {
        let now = monotonic()
        let done = batch.filter { !refused.contains(id(of: $0)) }.map(\.id)
        let isTooMuch = state.withLock { state in
            var isTooMuch = false
            for event in batch {
                if !refused.contains(id(of: event)) {
                    state.forget(event.subject)
                } else if !state.delay(event.subject, at: now, backoff) {
                    isTooMuch = true
                }
            }
            return isTooMuch
        }
        let receiver = receiver
        let isOver = try await database.write { connection in
            let store = OutboxStore(connection: connection)
            try store.acknowledge(done, by: receiver)
            let isOver = try store.pending(for: receiver, limit: 1).isEmpty
            if isOver { try job.finish(in: connection) } else { try job.renew(in: connection) }
            return isOver
        }
        if !refused.isEmpty {
            log.error(
                "events were refused",
                ["by": .text(receiver), "count": .integer(Int64(batch.count - done.count))]
            )
        }
        if isTooMuch { throw DeliveryFailure.refused }
        return isOver
    }

    /// The oldest events of subjects that are not held up; nil when there are none.
    private func nextBatch() async throws -> [OutboxStore.Pending]? {
        let now = monotonic()
        let receiver = receiver
        let rows = try await database.read { connection in
            try OutboxStore(connection: connection).pending(for: receiver, limit: Self.scannedRows)
        }
        let batch = state.withLock { state in
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
        return batch.isEmpty ? nil : batch
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

/// Why events did not arrive. They are offered again, later and later.
enum DeliveryFailure: Error, CustomStringConvertible {
    case unanswered(InternalFailure)
    case notTaken(status: Int)
    /// Of so many subjects that they cannot be told apart any more.
    case refused

    var description: String {
        switch self {
        case .unanswered(let failure): "events were not delivered: \(failure)"
        case .notTaken(let status): "events were not taken: status \(status)"
        case .refused: "events were refused"
        }
    }
}
