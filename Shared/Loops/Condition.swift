import Glibc

/// A lock with a condition to wait for, over pthread.
///
/// Unchecked: both members are made to be used from many threads; their addresses never change.
@safe
final class Condition: @unchecked Sendable {
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let condition: UnsafeMutablePointer<pthread_cond_t>

    init() {
        unsafe mutex = .allocate(capacity: 1)
        unsafe condition = .allocate(capacity: 1)
        unsafe pthread_mutex_init(mutex, nil)
        unsafe pthread_cond_init(condition, nil)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    func withLock<Result>(_ body: () -> Result) -> Result {
        unsafe pthread_mutex_lock(mutex)
        defer { unsafe pthread_mutex_unlock(mutex) }
        return body()
    }

    /// Inside `withLock`: gives the lock up, waits for a signal, takes the lock again.
    func wait() {
        unsafe pthread_cond_wait(condition, mutex)
    }

    func signal() {
        unsafe pthread_cond_signal(condition)
    }
}
