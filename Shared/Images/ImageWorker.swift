import CGD
import Loops

/// Where pictures are decoded: one at a time in a process, on a thread of its own, since a large
/// one takes a second and a hundred megabytes.
public struct ImageWorker: Sendable {
    /// The one of this process. Twelve large pictures are as many as can be had while somebody
    /// waits: the gateway gives an answer ten seconds.
    public static let shared = ImageWorker(queueLimit: 12)

    private let thread: WorkerPool

    init(queueLimit: Int) {
        thread = WorkerPool(threads: 1, queueLimit: queueLimit)
    }

    /// Runs `work` after all that came before it; `busy` at once when too many wait.
    public func run<Value: Sendable>(
        _ work: @escaping @Sendable () throws(ImageFailure) -> Value
    ) async throws(ImageFailure) -> Value {
        let result: Result<Value, ImageFailure>
        do {
            result = try await thread.run {
                let result = Result(catching: work)
                kumquat_gd_return_memory()
                return result
            }
        } catch {
            throw .busy
        }
        return try result.get()
    }
}
