import Loops

/// Runs `body` with loops that are stopped afterwards.
func withLoops(_ count: Int, _ body: (LoopGroup) async throws -> Void) async rethrows {
    let group = LoopGroup(count: count)
    group.start()
    do {
        try await body(group)
    } catch {
        await group.stop()
        throw error
    }
    await group.stop()
}

/// Runs `body` as a task of the loop.
func onLoop<T: Sendable>(_ loop: EventLoop, _ body: @escaping @Sendable () async -> T) async -> T {
    await withCheckedContinuation { continuation in
        loop.start { continuation.resume(returning: await body()) }
    }
}
