public import Basics

/// SHA-1 (FIPS 180-4), for WeChat's signatures only: collisions can be made.
public enum SHA1 {
    /// The hash of the octets: 20 octets.
    public static func hash(_ message: some Collection<UInt8>) -> Bytes {
        unsafe Digest.hash(message, with: Algorithms.sha1)
    }
}
