import Basics
import Jobs
import ServiceKit
import Storage

extension Sandbox {
    /// What has its time by the domain's clock, or is tried again: one job each, which is due when
    /// the first of the rows is that it looks after.
    enum Kind {
        /// Ends orders, refunds and transfers.
        static let endings = JobKind<NoPayload>("sandbox.pay.end", retries: retries)
        /// Sends what merchants are called back for.
        static let callbacks = JobKind<NoPayload>("sandbox.callbacks.send", retries: retries)
        /// Sends what apps are told.
        static let pushes = JobKind<NoPayload>("sandbox.pushes.send", retries: retries)

        /// A fault of the sandbox's own is tried again soon, and for ever.
        private static let retries = RetryPolicy(
            firstMilliseconds: 100,
            longestSeconds: 5,
            parkAfter: nil
        )
        fileprivate static let key = "all"
    }

    /// Its endpoints write units of many kinds, which wake nobody: looked for so often.
    static let lookMilliseconds = 100
    /// A row that cannot be ended is no reason to do nothing else.
    private static let leastMilliseconds: Int64 = 100

    /// Has a job look after something at its time; in the unit that gives it that time.
    func ask(_ kind: JobKind<NoPayload>, at due: UnixTime, _ connection: Connection) throws {
        try jobs.queue.enqueue(
            kind,
            key: Kind.key,
            NoPayload(),
            due: due,
            again: .sooner,
            in: connection
        )
    }

    /// For what a former process of the sandbox has left on this file. There is one at a time, so
    /// what that one had is free at once, and not only when its lease is over.
    func askAll(_ connection: Connection) throws {
        for kind in [Kind.endings, Kind.callbacks, Kind.pushes] {
            try jobs.queue.cancel(kind, key: Kind.key, in: connection)
            try ask(kind, at: clock.now, connection)
        }
    }

    func addJobs() throws(CompositionError) {
        try jobs.on(Kind.endings, atOnce: 1) { job in
            try await payTurn()
            try await settle(job) { connection in
                [
                    try PayOrderStore(connection).nextEnd(),
                    try PayRefundStore(connection).nextEnd(),
                    try PayTransferStore(connection).nextEnd(),
                ].compactMap { $0 }.min()
            }
            return .done
        }
        try jobs.on(Kind.callbacks, atOnce: 1) { job in
            try await sendDueCallbacks { try await job.renew() }
            try await settle(job) { try PayCallbackStore($0).nextDue() }
            return .done
        }
        try jobs.on(Kind.pushes, atOnce: 1) { job in
            try await sendPushes { try await job.renew() }
            let isAnyLeft = try await database.read { connection in
                try !PushStore(connection).waiting(limit: 1).isEmpty
            }
            return isAnyLeft ? .pause(milliseconds: Self.pushPauseMilliseconds) : .done
        }
    }

    /// Once more when the next of the rows is due, if there is one.
    private func settle(
        _ job: RunningJob<NoPayload>,
        _ next: @escaping @Sendable (Connection) throws -> UnixTime?
    ) async throws {
        let earliest = clock.now.adding(milliseconds: Self.leastMilliseconds)
        try await database.write { connection in
            guard let due = try next(connection) else { return try job.finish(in: connection) }
            try job.reschedule(at: max(due, earliest), in: connection)
        }
    }
}
