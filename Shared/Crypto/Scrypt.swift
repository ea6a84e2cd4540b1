public import Basics
import COpenSSL

/// scrypt (RFC 7914): what a password is worth to whoever has stolen its hash. Slow and large on
/// purpose; for a worker, never for a loop.
public struct Scrypt: Sendable, Equatable {
    /// The binary logarithm of the cost.
    public let costLog: Int
    /// The size of a block.
    public let blockSize: Int
    /// How many of them in turn.
    public let parallel: Int

    /// Parameters within what a process may spend: 64 MB.
    public init?(costLog: Int, blockSize: Int, parallel: Int) {
        guard (1...20).contains(costLog), (1...32).contains(blockSize), (1...16).contains(parallel),
            128 * blockSize << costLog <= Self.maximumBytes
        else { return nil }
        self.costLog = costLog
        self.blockSize = blockSize
        self.parallel = parallel
    }

    private init(trusted costLog: Int, _ blockSize: Int, _ parallel: Int) {
        self.costLog = costLog
        self.blockSize = blockSize
        self.parallel = parallel
    }

    /// N = 2^15, r = 8, p = 3: 32 MB and a third of a second.
    public static let passwords = Scrypt(trusted: 15, 8, 3)

    private static let maximumBytes = 64 << 20

    /// The hash of a password: `count` octets.
    public func hash(_ password: Bytes, salt: Bytes, count: Int = 32) throws(CryptoError) -> Bytes {
        var hash = Bytes(repeating: 0, count: count)
        let done = unsafe password.withUnsafeBytes { password in
            unsafe EVP_PBE_scrypt(
                password.bindMemory(to: CChar.self).baseAddress,
                password.count,
                salt,
                salt.count,
                UInt64(1) << UInt64(costLog),
                UInt64(blockSize),
                UInt64(parallel),
                UInt64(Self.maximumBytes + (1 << 20)),
                &hash,
                count
            )
        }
        guard done == 1 else { throw CryptoError.failed }
        return hash
    }
}
