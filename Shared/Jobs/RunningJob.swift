public import Basics
public import Storage

/// A job in the hands of its handler, who has it alone for as long as the lease lasts.
///
/// The surest handler is one unit of work that has its effect and finishes the job:
///
/// ```swift
/// try runner.on(Orders.close) { job in
///     try await database.write { connection in
///         try OrderStore(connection).close(job.payload.order)
///         try job.finish(in: connection)
///     }
///     return .done
/// }
/// ```
///
/// Its effect happens once, whatever is killed meanwhile and however many processes there are. What
/// a handler does outside of the database happens at least once.
public struct RunningJob<Payload: Codable & Sendable>: Sendable {
    /// What the job has to know.
    public let payload: Payload
    /// Its name among the jobs of its kind.
    public let key: String
    /// How often it was begun, this time included; not counted are runs that the end of a process
    /// broke off in good order.
    public let tries: Int
    /// How many of the runs up to now failed in a row.
    public let failures: Int
    let lease: JobLease

    /// Finishes the job in the handler's own unit: effect and completion are one transaction. The
    /// row goes, or waits for its next turn if the kind has a schedule.
    /// - Throws: `LeaseLost` when somebody else has the job by now.
    public func finish(in connection: Connection) throws {
        try lease.finish(in: connection)
    }

    /// Puts the job off to that time of the domain's clock, in the handler's own unit.
    /// - Throws: `LeaseLost` when somebody else has the job by now.
    public func reschedule(at due: UnixTime, in connection: Connection) throws {
        try lease.reschedule(at: due, in: connection)
    }

    /// A lease that begins anew, in the handler's own unit.
    /// - Throws: `LeaseLost` when somebody else has the job by now.
    public func renew(in connection: Connection) throws {
        try lease.renew(in: connection)
    }

    /// A lease that begins anew, for handlers that take long. To be called between steps, as often
    /// as one likes: nothing is written before half of the lease is over.
    /// - Throws: `LeaseLost` when somebody else has the job by now.
    public func renew() async throws {
        try await lease.renewInTime()
    }
}
