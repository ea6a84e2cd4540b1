import Basics
import Crypto
import Loops

/// The keys of auth, fetched at the start and every minute, which is often enough for the notice
/// that auth gives of a new one. For a name that is not among them it is asked as well: at most
/// once in ten seconds, however many ask, or once in a second as long as it does not answer.
final class KeyRing: Sendable {
    private struct State {
        var keys = KeySet.empty
        /// Monotonic time from which an unknown name is worth a question again.
        var silentUntil: UInt64 = 0
        /// Whether auth answered when it was asked last.
        var isAnswered = false
        var isFetching = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private static let pauseNanoseconds: UInt64 = 10_000_000_000
    private static let failurePauseNanoseconds: UInt64 = 1_000_000_000
    private static let maximumWaiting = 1024
    private let auth: AuthClient
    private let state = Locked(State())

    init(_ auth: AuthClient) {
        self.auth = auth
    }

    var isEmpty: Bool { state.withLock { $0.keys.isEmpty } }

    /// Whether a name that is not among the keys is nobody's: auth has said so.
    var isComplete: Bool { state.withLock { $0.isAnswered && !$0.keys.isEmpty } }

    func known(_ kid: ExternalID) -> Ed25519PublicKey? { state.withLock { $0.keys[kid] } }

    /// The key of this name, after asking auth if that may be asked again.
    func key(_ kid: ExternalID) async -> Ed25519PublicKey? {
        if let key = known(kid) { return key }
        await refresh(isUrgent: false)
        return known(kid)
    }

    /// Asks auth, or waits for the answer that somebody else has asked for.
    func refresh(isUrgent: Bool) async {
        let began = SystemTime.monotonicNanoseconds()
        let isMine = state.withLock { state in
            guard !state.isFetching, isUrgent || state.silentUntil <= began else { return false }
            state.isFetching = true
            return true
        }
        guard isMine else { return await wait() }
        let keys = await withoutCancellation { [auth] in try? await auth.keys() }
        let waiting = state.withLock { state in
            state.isAnswered = keys != nil
            if let keys {
                state.keys = keys
                if !isUrgent { state.silentUntil = began + Self.pauseNanoseconds }
            } else {
                state.silentUntil = began + Self.failurePauseNanoseconds
            }
            state.isFetching = false
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    private func wait() async {
        await withCheckedContinuation { continuation in
            let isWaiting = state.withLock { state in
                guard state.isFetching, state.waiting.count < Self.maximumWaiting else {
                    return false
                }
                state.waiting.append(continuation)
                return true
            }
            if !isWaiting { continuation.resume() }
        }
    }
}
