import Loops

/// Wakes one waiter; ringing while nobody waits is remembered once.
package struct WakeSignal: Sendable {
    private let rings: AsyncStream<Void>
    private let ringer: AsyncStream<Void>.Continuation

    /// A bell that nobody has rung.
    package init() {
        (rings, ringer) = AsyncStream.makeStream(bufferingPolicy: .bufferingNewest(1))
    }

    /// Wakes the waiter.
    package func ring() {
        ringer.yield()
    }

    /// Runs `action` at every ring and at least every so often, until the task is cancelled.
    package func each(milliseconds: Int, _ action: @Sendable () async -> Void) async {
        await withDiscardingTaskGroup { group in
            group.addTask {
                while !Task.isCancelled {
                    guard await Pause.milliseconds(milliseconds) else { return }
                    ring()
                }
            }
            for await _ in rings {
                guard !Task.isCancelled else { break }
                await action()
            }
            group.cancelAll()
        }
    }
}
