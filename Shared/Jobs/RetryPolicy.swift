/// What becomes of a job that fails, and how long one may take. All of it is real time: a domain's
/// clock that is moved ends no lease and no back-off.
public struct RetryPolicy: Sendable {
    /// The pause after the first failure; it doubles with each further one in a row, and half of it
    /// is chance.
    public var firstMilliseconds: Int
    /// The longest pause between two tries.
    public var longestSeconds: Int
    /// After so many failures in a row the job waits for a person; nil: it never does.
    public var parkAfter: Int?
    /// So long a process has a job to itself. A handler that needs more asks for more
    /// (``RunningJob/renew()``); one that does not is cancelled, and what it has done in the
    /// database by then is refused. After a crash, it is the time until somebody else takes over.
    public var leaseSeconds: Int

    /// By default some two hours of tries before a person has to look.
    public init(
        firstMilliseconds: Int = 1000,
        longestSeconds: Int = 600,
        parkAfter: Int? = 20,
        leaseSeconds: Int = 30
    ) {
        self.firstMilliseconds = firstMilliseconds
        self.longestSeconds = longestSeconds
        self.parkAfter = parkAfter
        self.leaseSeconds = leaseSeconds
    }
}
