import Glibc

/// A value that is only reached inside its lock; shaped like `Synchronization.Mutex`.
///
/// It stands on pthread because ThreadSanitizer does not see the standard library's mutex on
/// Linux and reports a race wherever it is used.
///
/// Unchecked: `value` is touched between lock and unlock only; the mutex never moves.
@safe
public final class Locked<Value>: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private var value: Value

    /// Takes the value over.
    public init(_ value: sending Value) {
        self.value = value
        unsafe mutex = .allocate(capacity: 1)
        unsafe pthread_mutex_init(mutex, nil)
    }

    deinit {
        unsafe pthread_mutex_destroy(mutex)
        unsafe mutex.deallocate()
    }

    /// Runs `body` with the value while every other thread waits. Keep it short, and never take
    /// the same lock inside it.
    public func withLock<Result, Failure: Error>(
        _ body: (inout sending Value) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return try body(&value)
    }
}
