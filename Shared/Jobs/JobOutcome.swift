public import Basics

/// What came of one run of a job. A handler that throws has failed.
///
/// A job that the handler has settled in a unit of its own (``RunningJob/finish(in:)``,
/// ``RunningJob/reschedule(at:in:)``) stays as that unit left it; say `done` then.
public enum JobOutcome: Sendable {
    /// It is over: the row goes, or waits for its next turn if the kind has a schedule.
    case done
    /// Once more, at that time of the domain's clock. No failure.
    case later(at: UnixTime)
    /// Once more, after so long in real time. No failure.
    case pause(milliseconds: Int)
    /// Once more after a back-off, or parked after too many failures in a row.
    case failed(any Error)
    /// Nobody can do it as things are: it waits for a person. The reason is shown; no secrets.
    case park(reason: String)
}

/// Somebody else has the job by now, or it was cancelled: what the unit did is taken back.
public struct LeaseLost: Error, Sendable, CustomStringConvertible {
    /// One line for the log.
    public var description: String { "the lease of the job is lost" }

    /// A lease that is no more.
    public init() {}
}
