import COpenSSL

/// What libcrypto said stays in its queue, per thread, until somebody reads or empties it.
enum Refusal {
    /// Empties the queue, so that no later call trips over it, and gives the error to throw.
    static func make(_ error: CryptoError) -> CryptoError {
        ERR_clear_error()
        return error
    }
}
