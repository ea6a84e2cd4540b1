public import Basics

/// MD5 (RFC 1321), for the older endpoints of WeChat Pay and the maps only: it is broken.
public enum MD5 {
    /// The hash of the octets: 16 octets.
    public static func hash(_ message: some Collection<UInt8>) -> Bytes {
        unsafe Digest.hash(message, with: Algorithms.md5)
    }
}
