import Glibc
import Synchronization

/// The loops of a process, as a rule one a core. They share nothing.
public final class LoopGroup: Sendable {
    /// All of them, in the order of their numbers; at least one.
    public let loops: [EventLoop]
    private let turn = Atomic<Int>(0)

    /// Makes `count` loops (at least one); nothing runs before `start`. From here on the process
    /// ignores SIGPIPE: a peer that went away is an error of the write, not the end of us.
    /// Ends the process when the kernel gives no epoll or eventfd: nothing could run.
    public init(count: Int) {
        signal(SIGPIPE, SIG_IGN)
        do {
            loops = try (0..<max(count, 1)).map { index in try EventLoop(index: index) }
        } catch {
            fatalError("no event loop: \(error)")
        }
    }

    /// Starts the threads. Call it once.
    public func start() {
        do {
            for loop in loops { try loop.launch() }
        } catch {
            fatalError("no thread for an event loop: \(error)")
        }
    }

    /// The loops one after the other. From any thread.
    public func next() -> EventLoop {
        let number = turn.wrappingAdd(1, ordering: .relaxed).oldValue
        return loops[Int(UInt(bitPattern: number) % UInt(loops.count))]
    }

    /// Ends the threads after their present turn; tasks that still prefer these loops never go
    /// on. Call it from a task that does not.
    public func stop() async {
        for loop in loops {
            await withCheckedContinuation { continuation in
                loop.stop { continuation.resume() }
            }
        }
    }
}
