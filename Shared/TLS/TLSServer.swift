public import Basics
import COpenSSL
import Loops
import Synchronization

/// The server's side of TLS: which certificate is shown to whom, and the keys of its tickets. It
/// knows no socket. What is replaced holds for connections that begin later.
public final class TLSServer: Sendable {
    /// The certificate for a client that has named this host, in small letters; nil for the usual.
    public typealias Choice = @Sendable (_ host: String) -> TLSIdentity?

    private struct State: Sendable {
        var context: TLSContext
        var ticketKeys: Bytes
    }

    let counters = TLSCounters()
    private let random: RandomSource
    private let state: Locked<State>

    /// Shows `identity` to everybody for whom `choose` has no other. `choose` runs on the loops, in
    /// the middle of a handshake: it must not wait.
    public init(
        _ identity: TLSIdentity,
        random: RandomSource,
        choose: @escaping Choice = { _ in nil }
    ) throws(TLSFailure) {
        self.random = random
        let keys = random.bytes(Int(kumquat_tls_ticket_octets))
        let context = try TLSContext(identity, ticketKeys: keys, choose: choose)
        state = Locked(State(context: context, ticketKeys: keys))
    }

    /// The certificate that is shown to whoever names no other.
    public var identity: TLSIdentity { state.withLock { $0.context.identity } }

    /// Shows another certificate from now on. Sessions go on: their tickets stay good.
    public func replace(
        _ identity: TLSIdentity,
        choose: Choice? = nil
    ) throws(TLSFailure) {
        try change { old throws(TLSFailure) in
            State(
                context: try TLSContext(
                    identity,
                    ticketKeys: old.ticketKeys,
                    choose: choose ?? old.context.choose
                ),
                ticketKeys: old.ticketKeys
            )
        }
    }

    /// Makes new keys of tickets, and forgets the old: who comes with an old ticket makes a full
    /// handshake once. Without that, whoever finds the keys could read all that tickets of TLS 1.2
    /// have ever resumed.
    public func renewTicketKeys() throws(TLSFailure) {
        let keys = random.bytes(Int(kumquat_tls_ticket_octets))
        try change { old throws(TLSFailure) in
            State(
                context: try TLSContext(
                    old.context.identity,
                    ticketKeys: keys,
                    choose: old.context.choose
                ),
                ticketKeys: keys
            )
        }
    }

    private func change(
        _ next: (State) throws(TLSFailure) -> State
    ) throws(TLSFailure) {
        let made = try next(state.withLock { $0 })
        state.withLock { $0 = made }
    }

    /// The server's end of a new connection on the loop whose pipe this is; nil without memory.
    public func session(_ pipe: TLSPipe) -> TLSSession? {
        TLSSession(state.withLock { $0.context }, pipe, counters)
    }

    /// What it has done until now.
    public var metrics: TLSMetrics {
        TLSMetrics(
            full: counters.full.load(ordering: .relaxed),
            resumed: counters.resumed.load(ordering: .relaxed),
            failed: counters.failed.load(ordering: .relaxed)
        )
    }
}
