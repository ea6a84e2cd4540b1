import COpenSSL

/// What libssl reads from and writes to on one loop: nothing stays in it between two calls, so that
/// a connection has no such buffer of its own.
///
/// Used by the thread of its loop alone.
@safe
public final class TLSPipe {
    /// Where ciphertext is to be read to before it is given to ``TLSSession/receive(_:into:)``.
    public let ciphertext: UnsafeMutableRawBufferPointer
    let state: UnsafeMutablePointer<kumquat_pipe>
    let bio: OpaquePointer

    /// So much is read at a time. With what libssl holds of a record that has come in part, at most
    /// 64 KB of text come of it.
    private static let ciphertextBytes = 44 * 1024

    /// Ends the process when there is no memory for it.
    public init() {
        unsafe ciphertext = .allocate(byteCount: Self.ciphertextBytes, alignment: 16)
        unsafe state = .allocate(capacity: 1)
        unsafe state.initialize(to: kumquat_pipe())
        guard let method = unsafe Self.method, let bio = unsafe kumquat_pipe_bio(method, state)
        else { fatalError("libcrypto gives no BIO") }
        unsafe self.bio = bio
    }

    deinit {
        unsafe BIO_free(bio)
        unsafe free(state.pointee.output)
        unsafe state.deallocate()
        unsafe ciphertext.deallocate()
    }

    /// Lives as long as the process.
    nonisolated(unsafe) private static let method = unsafe kumquat_pipe_method()

    /// What libssl has written since the last time, lent.
    func takeOutput<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
        let used = unsafe state.pointee.output_used
        unsafe state.pointee.output_used = 0
        return unsafe body(UnsafeRawBufferPointer(start: state.pointee.output, count: used))
    }

    var hasOutput: Bool { unsafe state.pointee.output_used > 0 }
}
