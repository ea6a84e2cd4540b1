import Basics
public import HTTP
import Loops

/// The replicas of one peer, used in turn. One that could not be reached is left out for a second.
public final class Upstream: Sendable {
    private struct State {
        var turn = 0
        var skippedUntil: [UInt64]
    }

    /// The peer's name, for logs.
    public let name: String
    /// Where its replicas are, in the order of the configuration.
    public let addresses: [Address]
    private let state: Locked<State>
    private static let skippedNanoseconds: UInt64 = 1_000_000_000

    /// A peer with at least one address.
    public init(name: String, addresses: [Address]) {
        precondition(!addresses.isEmpty, "\(name) has no address")
        self.name = name
        self.addresses = addresses
        state = Locked(State(skippedUntil: addresses.map { _ in 0 }))
    }

    /// The next replica's address.
    public func next() -> Address {
        guard addresses.count > 1 else { return addresses[0] }
        let now = SystemTime.monotonicNanoseconds()
        return state.withLock { state in
            for _ in addresses {
                state.turn = (state.turn + 1) % addresses.count
                if state.skippedUntil[state.turn] <= now { return addresses[state.turn] }
            }
            // Who failed longest ago is the likeliest to be back.
            let ends = state.skippedUntil
            state.turn = ends.indices.min { ends[$0] < ends[$1] } ?? state.turn
            return addresses[state.turn]
        }
    }

    /// The replica could not be reached.
    public func failed(_ address: Address) {
        guard addresses.count > 1, let index = addresses.firstIndex(of: address) else { return }
        let until = SystemTime.monotonicNanoseconds() + Self.skippedNanoseconds
        state.withLock { $0.skippedUntil[index] = until }
    }
}
