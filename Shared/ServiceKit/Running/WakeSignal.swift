import Loops

/// Wakes one waiter; a ring while nobody waits is remembered once.
package final class WakeSignal: Sendable {
    private struct State {
        var isRung = false
        var waiter: CheckedContinuation<Void, Never>?

        /// Whoever waits has to be resumed by the caller, outside of the lock.
        mutating func takeWaiter() -> CheckedContinuation<Void, Never>? {
            defer { waiter = nil }
            return waiter
        }
    }

    private let state = Locked(State())

    /// A signal that nobody has rung.
    package init() {}

    /// Whether it was rung and nobody has come for it yet.
    package var isRung: Bool { state.withLock { $0.isRung } }

    /// Wakes the waiter, or the next one to come.
    package func ring() {
        let waiter = state.withLock { state in
            let waiter = state.takeWaiter()
            if waiter == nil { state.isRung = true }
            return waiter
        }
        waiter?.resume()
    }

    /// Comes back at a ring, and at the latest after so long; false when the task was cancelled.
    package func wait(milliseconds: Int) async -> Bool {
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.rung() }
            group.addTask { _ = await Pause.milliseconds(milliseconds) }
            await group.next()
            group.cancelAll()
        }
        return !Task.isCancelled
    }

    /// Runs `action` at every ring and at least every so often, until the task is cancelled.
    package func each(milliseconds: Int, _ action: @Sendable () async -> Void) async {
        while await wait(milliseconds: milliseconds) { await action() }
    }

    private func rung() async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isOver = state.withLock { state in
                    // A cancellation that came before found nobody to resume.
                    if state.isRung || Task.isCancelled {
                        state.isRung = false
                        return true
                    }
                    state.waiter = continuation
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.takeWaiter() }?.resume()
        }
    }
}
