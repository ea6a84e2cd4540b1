import HTTP
import Loops

/// How many connections each address has open, on all loops of a server.
final class AddressTally: Sendable {
    private let limit: @Sendable (RemoteAddress) -> Int?
    private let counts = Locked<[RemoteAddress: Int]>([:])

    /// `limit` gives how many one address may have, nil for as many as it likes.
    init(_ limit: @escaping @Sendable (RemoteAddress) -> Int?) {
        self.limit = limit
    }

    /// Counts one more.
    func enter(_ address: RemoteAddress) -> Entry {
        guard let limit = limit(address) else { return .uncounted }
        let isLeft = counts.withLock { counts in
            guard counts[address, default: 0] < limit else { return false }
            counts[address, default: 0] += 1
            return true
        }
        return isLeft ? .counted(ConnectionPermit(tally: self, address: address)) : .tooMany
    }

    fileprivate func leave(_ address: RemoteAddress) {
        counts.withLock { counts in
            let left = (counts[address] ?? 0) - 1
            counts[address] = left > 0 ? left : nil
        }
    }

    enum Entry: Sendable {
        /// As long as the seat lives.
        case counted(ConnectionPermit)
        case uncounted
        case tooMany
    }

    /// Counts a connection as long as it lives.
    final class ConnectionPermit: Sendable {
        private let tally: AddressTally
        private let address: RemoteAddress

        fileprivate init(tally: AddressTally, address: RemoteAddress) {
            self.tally = tally
            self.address = address
        }

        deinit {
            tally.leave(address)
        }
    }
}
