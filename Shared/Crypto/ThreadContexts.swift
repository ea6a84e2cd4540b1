import COpenSSL
import Glibc

/// The contexts that one thread uses over and over, since making one costs as much as a short hash.
///
/// Only synchronous code touches them, so a task cannot carry one to another thread.
@safe
final class ThreadContexts {
    let digest: OpaquePointer
    let hmacSHA256 = HMACContext(digest: "SHA256")
    let hmacSHA1 = HMACContext(digest: "SHA1")

    private init() {
        unsafe digest = Algorithms.fetched(EVP_MD_CTX_new(), "digest context")
    }

    deinit {
        unsafe EVP_MD_CTX_free(digest)
    }

    /// The calling thread's own, made when it first asks and freed when it ends.
    static var current: ThreadContexts {
        if let known = unsafe pthread_getspecific(key) {
            return unsafe Unmanaged<ThreadContexts>.fromOpaque(known).takeUnretainedValue()
        }
        let made = ThreadContexts()
        unsafe pthread_setspecific(key, Unmanaged.passRetained(made).toOpaque())
        return made
    }

    private static let key: pthread_key_t = {
        var key = pthread_key_t()
        let status = unsafe pthread_key_create(&key) { contexts in
            guard let contexts = unsafe contexts else { return }
            unsafe Unmanaged<ThreadContexts>.fromOpaque(contexts).release()
        }
        guard status == 0 else { fatalError("no thread-specific storage left") }
        return key
    }()
}
