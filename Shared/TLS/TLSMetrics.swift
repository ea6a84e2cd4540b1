import Synchronization

/// What a ``TLSServer`` has done since it started.
public struct TLSMetrics: Sendable, Equatable {
    /// Handshakes with a certificate and a key exchange.
    public var full = 0
    /// Handshakes that went on with a session of before.
    public var resumed = 0
    /// Handshakes that came to nothing: no TLS, no common ground, too slow.
    public var failed = 0
}

/// Counted from all loops.
final class TLSCounters: Sendable {
    let full = Atomic<Int>(0)
    let resumed = Atomic<Int>(0)
    let failed = Atomic<Int>(0)
}
