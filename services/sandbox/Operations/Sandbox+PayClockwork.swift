import Basics
import ServiceKit
import Storage

extension Sandbox {
    /// At most so many of a kind in one unit of writing.
    static let payBatch: Int64 = 100
    private static let sentAtOnce: Int64 = 16

    /// Everything that is due at this moment.
    func payTurn() async throws {
        while try await endRefunds() {}
        while try await endTransfers() {}
        let now = clock.now
        let isAny = try await database.read { try PayOrderStore($0).isAnyOverdue(at: now) }
        if isAny { try await database.write { try PayOrderStore($0).closeOverdue(at: now) } }
    }

    /// Sends what is due at this moment, several at once. `renew` is called before each round, which
    /// takes no longer than two answers that do not come.
    func sendDueCallbacks(_ renew: @Sendable () async throws -> Void) async throws {
        let now = clock.now
        while try await database.read({ try PayCallbackStore($0).isAnyDue(at: now) }) {
            let due = try await database.write {
                try PayCallbackStore($0).take(at: now, limit: Self.sentAtOnce)
            }
            guard !due.isEmpty else { return }
            try await renew()
            await withDiscardingTaskGroup { group in
                for callback in due {
                    group.addTask { [self] in await deliverOrPostpone(callback) }
                }
            }
        }
    }

    private func deliverOrPostpone(_ callback: PayCallback) async {
        do {
            _ = try await deliver(callback)
        } catch {
            log.error("the sandbox's own fault", ["cause": .text("\(error)")])
            let next = clock.now.adding(seconds: PayCallback.schedule[0])
            try? await postpone(callback, until: next, isHeld: false)
        }
    }
}
