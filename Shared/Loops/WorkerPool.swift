/// A few threads for what would block a loop: name look-ups, RSA, pictures, big files. As a
/// `TaskExecutor` it also runs whole stretches of a task: `withTaskExecutorPreference(pool)`.
///
/// Unchecked: `queue` and `head` are touched inside `condition.withLock` only.
public final class WorkerPool: TaskExecutor, @unchecked Sendable {
    /// Two threads for everybody, up to 1,024 calls waiting.
    public static let shared = WorkerPool(threads: 2, queueLimit: 1024)

    private let condition = Condition()
    private let queueLimit: Int
    private var queue: [Work] = []
    private var head = 0

    /// The threads start at once and live as long as the process.
    public init(threads: Int, queueLimit: Int) {
        self.queueLimit = queueLimit
        for number in 0..<max(threads, 1) {
            do {
                try Thread.start("worker-\(number)") { [self] in work() }
            } catch {
                fatalError("no worker thread: \(error)")
            }
        }
    }

    /// Runs `work` on one of the threads and comes back. Throws what `work` throws, or
    /// `WorkerPoolFull` at once when too many calls wait already.
    public func run<T: Sendable>(_ work: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let isTaken = put(
                .call { continuation.resume(with: Result(catching: work)) },
                limit: queueLimit
            )
            if !isTaken { continuation.resume(throwing: WorkerPoolFull()) }
        }
    }

    /// Runs a step of a task soon. Steps are never refused: a task that came here has to go on.
    public func enqueue(_ job: consuming ExecutorJob) {
        _ = put(.job(UnownedJob(job)), limit: .max)
    }

    private func put(_ work: Work, limit: Int) -> Bool {
        let isTaken = condition.withLock {
            guard queue.count - head < limit else { return false }
            queue.append(work)
            return true
        }
        if isTaken { condition.signal() }
        return isTaken
    }

    private func take() -> Work {
        condition.withLock {
            while head == queue.count { condition.wait() }
            let work = queue[head]
            head += 1
            if head == queue.count {
                queue.removeAll(keepingCapacity: head <= 1024)
                head = 0
            } else if head > 1024 {
                queue.removeFirst(head)
                head = 0
            }
            return work
        }
    }

    private func work() -> Never {
        let executor = unsafe asUnownedTaskExecutor()
        while true {
            switch take() {
            case .job(let job): unsafe job.runSynchronously(on: executor)
            case .call(let call): call()
            }
        }
    }
}
