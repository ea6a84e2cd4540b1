import CLinux
import Glibc

/// Signals as something a loop waits for, like any other event.
public enum Signals {
    /// The end asked for by a supervisor, and by Ctrl-C.
    public static let termination: [Int32] = [SIGTERM, SIGINT]

    /// Asks a process to read its files again.
    public static let hangUp: Int32 = SIGHUP

    /// Keeps these signals from being delivered. Call it before any other thread exists: threads
    /// inherit it, and one that did not would die of the signal.
    public static func block(_ numbers: [Int32]) {
        var set = signalSet(numbers)
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Lets SIGHUP pass, unless a terminal is there whose closing it would announce.
    public static func outliveHangUp() {
        if isatty(STDIN_FILENO) == 0 { signal(SIGHUP, SIG_IGN) }
    }

    /// Waits on a loop for the next of these blocked signals and returns its number.
    public static func next(of numbers: [Int32], on loop: EventLoop) async throws -> Int32 {
        var set = signalSet(numbers)
        let descriptor = unsafe kumquat_signalfd(&set)
        guard descriptor >= 0 else { throw LoopError(call: .signalDescriptor, code: errno) }
        return try await withCheckedThrowingContinuation { continuation in
            loop.execute {
                let waiter = SignalWaiter(descriptor, loop, continuation)
                do {
                    try loop.watch(descriptor, .read, waiter)
                } catch {
                    close(descriptor)
                    continuation.resume(throwing: error)
                }
            }
        }
    }

    private static func signalSet(_ numbers: [Int32]) -> sigset_t {
        var set = sigset_t()
        unsafe sigemptyset(&set)
        for number in numbers { unsafe sigaddset(&set, number) }
        return set
    }
}

/// One call of `Signals.next`, on its loop's thread only.
private final class SignalWaiter: DescriptorHandler {
    private let descriptor: Int32
    private unowned let loop: EventLoop
    private let continuation: CheckedContinuation<Int32, any Error>

    init(
        _ descriptor: Int32,
        _ loop: EventLoop,
        _ continuation: CheckedContinuation<Int32, any Error>
    ) {
        self.descriptor = descriptor
        self.loop = loop
        self.continuation = continuation
    }

    func ready(_ readiness: Readiness) {
        var info = signalfd_siginfo()
        let size = MemoryLayout<signalfd_siginfo>.size
        guard unsafe read(descriptor, &info, size) == size else { return }
        loop.unwatch(descriptor)
        close(descriptor)
        continuation.resume(returning: Int32(info.ssi_signo))
    }
}
