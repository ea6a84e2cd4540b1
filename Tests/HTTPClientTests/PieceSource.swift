import Basics
import HTTP
import Loops

/// A body of `count` pieces of `size` octets, which counts what was pulled.
final class PieceSource: BodySource {
    private let size: Int
    private let failsAfter: Int?
    private let left: Locked<Int>
    private let state = Locked((pulled: 0, isCancelled: false))

    init(count: Int, size: Int, failsAfter: Int? = nil) {
        self.size = size
        self.failsAfter = failsAfter
        left = Locked(count)
    }

    var pulled: Int { state.withLock { $0.pulled } }
    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    func next() async throws(BodyFailure) -> Bytes? {
        guard !isCancelled else { throw .disconnected }
        let isLeft = left.withLock { left in
            guard left > 0 else { return false }
            left -= 1
            return true
        }
        guard isLeft else { return nil }
        let number = state.withLock { state in
            state.pulled += 1
            return state.pulled
        }
        if let failsAfter, number > failsAfter { throw .disconnected }
        return Bytes(repeating: UInt8(truncatingIfNeeded: number), count: size)
    }

    func cancel() {
        state.withLock { $0.isCancelled = true }
    }
}
