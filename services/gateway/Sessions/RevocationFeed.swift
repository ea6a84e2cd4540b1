import Basics
import ServiceKit
import Synchronization

/// Follows auth's news of sessions by long polling. Without news for longer than the grace period
/// nobody can tell a revoked token from a good one, and none is believed.
final class RevocationFeed: Sendable {
    private let auth: AuthClient
    private let table: SessionTable
    private let graceNanoseconds: UInt64
    private let log: Logger
    /// Monotonic nanoseconds; 0 before the first time.
    private let readAt = Atomic<UInt64>(0)
    private let waitSeconds: Int
    private static let firstPauseMilliseconds = 50
    private static let longestPauseMilliseconds = 1000

    init(_ auth: AuthClient, _ table: SessionTable, graceSeconds: Int, log: Logger) {
        self.auth = auth
        self.table = table
        self.log = log
        // Several answers in a grace period, also when nothing happens.
        waitSeconds = min(max(graceSeconds / 3, 1), 20)
        graceNanoseconds = UInt64(graceSeconds) * 1_000_000_000
    }

    /// Whether all is known that was revoked up to a moment ago.
    var isFresh: Bool {
        let readAt = readAt.load(ordering: .relaxed)
        return readAt != 0 && SystemTime.monotonicNanoseconds() < readAt + graceNanoseconds
    }

    /// What is missing, for `/readyz`.
    var problem: String? {
        if isFresh { return nil }
        return readAt.load(ordering: .relaxed) == 0
            ? "the list of revoked sessions has not been read"
            : "no news of revoked sessions for too long"
    }

    /// Reads on and on, until cancelled.
    func run() async throws {
        var last: Int64 = 0
        var isComplete = false
        var isSilent = false
        var pause = Self.firstPauseMilliseconds
        while !Task.isCancelled {
            do {
                let page = try await auth.changes(last, isComplete ? waitSeconds : 0)
                for change in page.changes { table.note(change) }
                // A file that was put back from a backup counts from an earlier number.
                let isBehind = page.last < last
                if page.changes.isEmpty || isComplete { complete(&isComplete) }
                last = isBehind ? 0 : page.last
                if isBehind { isComplete = false }
                if isSilent { log.notice("news of sessions again") }
                isSilent = false
                pause = Self.firstPauseMilliseconds
            } catch {
                if Task.isCancelled { return }
                // Once a silence, however long it lasts.
                if !isSilent { log.warning("no news of sessions", ["cause": .text("\(error)")]) }
                isSilent = true
                guard await Pause.milliseconds(pause) else { return }
                pause = min(pause * 2, Self.longestPauseMilliseconds)
            }
        }
    }

    private func complete(_ isComplete: inout Bool) {
        isComplete = true
        noteReading()
    }

    /// All is known up to now.
    func noteReading() {
        readAt.store(SystemTime.monotonicNanoseconds(), ordering: .relaxed)
    }
}
