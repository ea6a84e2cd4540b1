public import Basics
import COpenSSL

/// Random octets for keys, tokens and nonces, from libcrypto's generator seeded by the kernel.
public enum SecureRandom {
    /// That many random octets. Without randomness nothing here is safe: a failure ends the process.
    public static func bytes(_ count: Int) -> Bytes {
        guard count > 0 else { return [] }
        return unsafe Bytes(unsafeUninitializedCapacity: count) { buffer, initialized in
            guard
                let size = Int32(exactly: count),
                unsafe RAND_bytes(buffer.baseAddress, size) == 1
            else { fatalError("the system gives no random octets") }
            initialized = count
        }
    }

    /// The same as a parameter for what has to be tested with known octets.
    public static let source = RandomSource { bytes($0) }
}
