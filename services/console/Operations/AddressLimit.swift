import Loops

/// So many log-ins a minute from one address.
final class AddressLimit: Sendable {
    private struct State {
        var minute: Int64 = 0
        var counts: [String: Int] = [:]
    }

    private static let mostAddresses = 20_000
    private let perMinute: Int
    private let state = Locked(State())

    init(perMinute: Int) {
        self.perMinute = perMinute
    }

    /// Counts one; the seconds to wait where that is too many, nil otherwise.
    func refusal(of address: String, at seconds: Int64) -> Int64? {
        state.withLock { state in
            if state.minute != seconds / 60 || state.counts.count >= Self.mostAddresses {
                state = State(minute: seconds / 60, counts: [:])
            }
            let count = state.counts[address, default: 0] + 1
            state.counts[address] = count
            return count > perMinute ? 60 - seconds % 60 : nil
        }
    }
}
