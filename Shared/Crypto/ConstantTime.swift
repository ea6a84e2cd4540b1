public import Basics
import COpenSSL

/// Comparison that takes as long for a near miss as for a wild guess.
public enum ConstantTime {
    /// Whether both are the same octets. Only the lengths can be told from the time it takes.
    public static func equal(_ one: Bytes, _ other: Bytes) -> Bool {
        guard one.count == other.count else { return false }
        return unsafe CRYPTO_memcmp(one, other, one.count) == 0
    }
}
