import Basics
public import HTTP
import Loops

/// The replicas of one peer.
public final class Upstream: Sendable {
    /// The peer's name, for logs.
    public let name: String
    /// Where its replicas are, in the order of the configuration.
    public let addresses: [Address]
    private let replicas: Locked<Replicas<Address>>

    /// A peer with at least one address.
    public init(name: String, addresses: [Address]) {
        precondition(!addresses.isEmpty, "\(name) has no address")
        self.name = name
        self.addresses = addresses
        replicas = Locked(Replicas(addresses))
    }

    /// The only address there is; nil if there are several to choose from.
    var onlyAddress: Address? { addresses.count == 1 ? addresses[0] : nil }

    /// The replica for one more request, which `end` has to follow; nil if all were tried.
    func take(except tried: [Address]) -> Address? {
        let now = SystemTime.monotonicNanoseconds()
        return replicas.withLock { $0.take(now: now, except: tried) }
    }

    /// A request to that replica has ended.
    func end(_ address: Address, _ outcome: Replicas<Address>.Outcome) {
        let now = SystemTime.monotonicNanoseconds()
        replicas.withLock { $0.end(address, outcome, now: now) }
    }
}
