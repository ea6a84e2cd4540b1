public import Basics

/// SHA-256 (FIPS 180-4).
public enum SHA256 {
    /// The hash of the octets: 32 octets.
    public static func hash(_ message: some Collection<UInt8>) -> Bytes {
        unsafe Digest.hash(message, with: Algorithms.sha256)
    }
}
