import Loops

/// The large answers of one service that are on their way. They last as long as their readers like,
/// and each has some memory and a connection of its own: there are so many of them at once, half of
/// them for one address at most, and whoever asks for one more is told at once.
final class LargeAnswers: Sendable {
    private struct State {
        var count = 0
        var byAddress: [ClientAddress: Int] = [:]
    }

    /// At once: with 64 KB waiting here and as much in the client's own buffer, 16 MB.
    static let usualMaximum = 128

    private let maximum: Int
    private let state = Locked(State())

    init(maximum: Int = usualMaximum) {
        self.maximum = maximum
    }

    /// On their way now.
    var count: Int { state.withLock(\.count) }

    /// False when there are too many already; else `leave` has to follow. This machine itself may
    /// be a server in front, with all the clients behind it.
    func enter(_ address: ClientAddress) -> Bool {
        state.withLock { state in
            guard state.count < maximum else { return false }
            if !address.isLocal {
                let own = state.byAddress[address, default: 0]
                guard own < max(1, maximum / 2) else { return false }
                state.byAddress[address] = own + 1
            }
            state.count += 1
            return true
        }
    }

    func leave(_ address: ClientAddress) {
        state.withLock { state in
            state.count -= 1
            guard let own = state.byAddress[address] else { return }
            state.byAddress[address] = own > 1 ? own - 1 : nil
        }
    }
}
