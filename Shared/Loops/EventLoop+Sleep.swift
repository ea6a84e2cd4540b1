extension EventLoop {
    /// Waits on the monotonic clock; throws as soon as the task is cancelled. From any task, on
    /// the loop or off it.
    public func sleep(milliseconds: Int) async throws(CancellationError) {
        let sleeper = Sleeper(loop: self)
        let isOver = await withTaskCancellationHandler {
            unsafe await withUnsafeContinuation { continuation in
                onLoop { unsafe sleeper.begin(milliseconds, continuation) }
            }
        } onCancel: {
            execute { sleeper.end(isOver: false) }
        }
        guard isOver else { throw CancellationError() }
    }

    private func onLoop(_ work: @escaping @Sendable () -> Void) {
        if isCurrent { work() } else { execute(work) }
    }
}

/// One call of `sleep`. Unchecked: after `init` it is touched on its loop's thread only.
@safe
private final class Sleeper: @unchecked Sendable {
    private let loop: EventLoop
    private var continuation: UnsafeContinuation<Bool, Never>?
    private var timer: LoopTimer?
    private var isCancelled = false

    init(loop: EventLoop) {
        self.loop = loop
    }

    func begin(_ milliseconds: Int, _ continuation: UnsafeContinuation<Bool, Never>) {
        guard !isCancelled else { return unsafe continuation.resume(returning: false) }
        unsafe self.continuation = continuation
        timer = loop.schedule(afterMilliseconds: milliseconds) { [self] in end(isOver: true) }
    }

    func end(isOver: Bool) {
        isCancelled = true
        if let timer { loop.cancel(timer) }
        timer = nil
        unsafe continuation?.resume(returning: isOver)
        unsafe continuation = nil
    }
}
