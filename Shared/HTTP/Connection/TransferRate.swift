/// How long a peer may take, in monotonic milliseconds.
struct TransferRate: Sendable {
    private var idleSince: Int
    private var headSince: Int?
    private var bodySince = 0
    private var bodyOctets = 0
    private var pausedSince: Int?

    init(now: Int) {
        idleSince = now
    }

    mutating func idles(now: Int) {
        idleSince = now
        headSince = nil
    }

    mutating func headBegins(now: Int) {
        if headSince == nil { headSince = now }
    }

    mutating func bodyBegins(now: Int) {
        bodySince = now
        bodyOctets = 0
        pausedSince = nil
    }

    mutating func received(_ octets: Int) {
        bodyOctets += octets
    }

    /// What we do not take, the peer cannot send: that time is not its own.
    mutating func pauses(now: Int) {
        if pausedSince == nil { pausedSince = now }
    }

    mutating func resumes(now: Int) {
        guard let since = pausedSince else { return }
        bodySince += max(0, now - since)
        pausedSince = nil
    }

    func headDeadline(_ limits: HTTPLimits) -> Int {
        headSince.map { $0 + limits.headSeconds * 1000 } ?? idleSince + limits.idleSeconds * 1000
    }

    /// The moment at which the octets so far are too few: after the grace, at the slowest rate.
    func bodyDeadline(_ limits: HTTPLimits) -> Int? {
        guard pausedSince == nil else { return nil }
        let rate = max(1, limits.bodyMinimumBytesPerSecond)
        return bodySince + limits.bodyGraceSeconds * 1000 + bodyOctets * 1000 / rate
    }
}
