import Basics
import InternalMessages
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
    private let log: Logger
    private let send: Send
    private let waiting = Locked<Backlog>((0, nil))

    /// Offers events to the receiver.
    typealias Send =
        @Sendable (TakeEventsCall.Request) async throws(InternalFailure) -> InternalReply<
            TakeEventsCall
        >

    /// One call carries so many events and, but for a single large one, octets.
    private static let batchCount = 100
    private static let batchBytes = 512 * 1024
    static let countedBacklog = 10_000

    init(
        source: String,
        receiver: String,
        database: Database,
        log: Logger,
        send: @escaping Send
    ) {
        self.source = source
        self.receiver = receiver
        self.database = database
        self.log = log
        self.send = send
    }

    /// How many events wait, and since when the oldest does.
    typealias Backlog = (count: Int, oldest: UnixTime?)

    /// What waited at the last look.
    var backlog: Backlog { waiting.withLock { $0 } }

    func look() async {
        let receiver = receiver
        let backlog = try? await database.read { connection in
            try OutboxStore(connection: connection)
                .backlog(for: receiver, limit: Self.countedBacklog)
        }
        guard let backlog else { return }
        waiting.withLock { $0 = backlog }
    }

    /// Delivers batch after batch until nothing is left.
    /// - Throws: `DeliveryFailure` when the receiver did not take them: later, and later again.
    func deliver(_ job: RunningJob<NoPayload>) async throws -> JobOutcome {
        while let batch = try await nextBatch() {
            try await offer(batch)
            if try await settle(batch, job) { return .done }
        }
        return .done
    }

    private func offer(_ batch: [OutboxStore.Pending]) async throws(DeliveryFailure) {
        let events = batch.map { event in event.message(id: id(of: event)) }
        let reply: InternalReply<TakeEventsCall>
        do throws(InternalFailure) {
            reply = try await send(TakeEventsCall.Request(events))
            if case .done(let answer) = reply {
                return report(try answer.decode(TakeEventsCall.Answer.self))
            }
        } catch {
            throw .unanswered(error)
        }
        guard case .undeclared(let answer) = reply else { return }
        throw .notTaken(status: answer.status)
    }

    private func report(_ answer: TakeEventsCall.Answer) {
        guard answer.parked > 0 else { return }
        log.error(
            "events were parked",
            ["by": .text(receiver), "count": .integer(Int64(answer.parked))]
        )
    }

    /// Forgets what was taken, as long as the lease says that it is ours to say so. True when
    /// nothing is left.
    private func settle(
        _ batch: [OutboxStore.Pending],
        _ job: RunningJob<NoPayload>
    ) async throws -> Bool {
        let done = batch.map(\.id)
        let receiver = receiver
        return try await database.write { connection in
            let store = OutboxStore(connection: connection)
            try store.acknowledge(done, by: receiver)
            let isOver = try store.pending(for: receiver, limit: 1).isEmpty
            if isOver { try job.finish(in: connection) } else { try job.renew(in: connection) }
            return isOver
        }
    }

    /// The oldest events; nil when there are none.
    private func nextBatch() async throws -> [OutboxStore.Pending]? {
        let receiver = receiver
        let rows = try await database.read { connection in
            try OutboxStore(connection: connection).pending(for: receiver, limit: Self.batchCount)
        }
        var batch: [OutboxStore.Pending] = []
        var bytes = 0
        for row in rows {
            bytes += row.data.count
            if bytes > Self.batchBytes, !batch.isEmpty { break }
            batch.append(row)
        }
        return batch.isEmpty ? nil : batch
    }

    private func id(of event: OutboxStore.Pending) -> String { "\(source):\(event.id)" }
}

extension OutboxStore.Pending {
    /// As it goes over the wire.
    fileprivate func message(id: String) -> EventMessage {
        EventMessage(
            id: id,
            seq: self.id,
            subject: subject,
            type: type,
            at: at,
            // What was encoded from an object is one.
            data: (try? JSON.parse(data)) ?? .object(JSONObject())
        )
    }
}

/// Why events did not arrive. They are offered again, later and later.
enum DeliveryFailure: Error, CustomStringConvertible {
    case unanswered(InternalFailure)
    case notTaken(status: Int)

    var description: String {
        switch self {
        case .unanswered(let failure): "events were not delivered: \(failure)"
        case .notTaken(let status): "events were not taken: status \(status)"
        }
    }
}
