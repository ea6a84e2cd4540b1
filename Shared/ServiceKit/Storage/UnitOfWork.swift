public import Basics
public import Storage

/// A unit of writing: all of it happens or nothing, and whoever waits for what it wrote is woken
/// once it is on disk.
///
/// Good inside of the closure that it is given to, and nowhere else. That may run twice; what the
/// last run wrote is what counts, and whom it woke.
public final class UnitOfWork {
    /// Where the rows are.
    public let connection: Connection
    /// When the unit was asked for, by the domain's clock: one moment for everything in it, and
    /// the same one if it runs twice.
    public let now: UnixTime
    private(set) var signals: [WakeSignal] = []

    init(_ connection: Connection, now: UnixTime) {
        self.connection = connection
        self.now = now
    }

    /// Has a signal rung after the commit, once, however often it is asked for. Nothing is rung for
    /// a unit that did not come to be.
    package func wake(_ signal: WakeSignal) {
        guard !signals.contains(where: { $0 === signal }) else { return }
        signals.append(signal)
    }
}
