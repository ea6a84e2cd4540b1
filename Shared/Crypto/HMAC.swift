public import Basics

/// Keyed message authentication (RFC 2104). Compare codes with ``ConstantTime`` only.
public enum HMAC {
    /// HMAC-SHA-256: 32 octets. Keys of any length, also none.
    public static func sha256(key: Bytes, _ message: Bytes) -> Bytes {
        ThreadContexts.current.hmacSHA256.code(key: key, message)
    }

    /// HMAC-SHA-1: 20 octets, for endpoints of others that ask for it.
    public static func sha1(key: Bytes, _ message: Bytes) -> Bytes {
        ThreadContexts.current.hmacSHA1.code(key: key, message)
    }
}
