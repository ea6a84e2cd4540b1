import Glibc

/// The signals that this process waits for instead of being interrupted by them.
struct StopSignals {
    enum Event { case stop, childEnded, nothing }

    private let awaited: sigset_t

    /// Blocks them; what writes to a closed terminal gets an error instead of a signal.
    init() {
        var signals = sigset_t()
        unsafe sigemptyset(&signals)
        for number in [SIGINT, SIGTERM, SIGHUP, SIGCHLD] { unsafe sigaddset(&signals, number) }
        unsafe sigprocmask(SIG_BLOCK, &signals, nil)
        signal(SIGPIPE, SIG_IGN)
        awaited = signals
    }

    /// Returns with the next one, or after `milliseconds` without any.
    func next(within milliseconds: UInt64) -> Event {
        var signals = awaited
        var limit = timespec(
            tv_sec: Int(milliseconds / 1000),
            tv_nsec: Int(milliseconds % 1000) * 1_000_000
        )
        switch unsafe sigtimedwait(&signals, nil, &limit) {
        case SIGCHLD: return .childEnded
        case SIGINT, SIGTERM, SIGHUP: return .stop
        default: return .nothing
        }
    }
}
