public import Basics
import COpenSSL

extension AES {
    /// Octets of a GCM tag; shorter ones are not offered.
    public static let tagSize = 16

    /// Encrypts and authenticates (SP 800-38D): the encrypted text, then the tag of 16 octets.
    /// A nonce (12 octets; others are taken for the sake of published vectors) must never be used
    /// twice under one key.
    public static func sealGCM(
        key: Bytes,
        nonce: Bytes,
        aad: Bytes = [],
        _ text: Bytes
    ) throws(CryptoError) -> Bytes {
        let run = try gcm(.encrypt, key: key, nonce: nonce)
        let sealed = try run.authenticate(aad).update(text, length(text))
        return try sealed + run.finishedTag()
    }

    /// Checks the tag, which is the last 16 octets, and decrypts. Nothing of the text comes out
    /// when the tag is wrong.
    public static func openGCM(
        key: Bytes,
        nonce: Bytes,
        aad: Bytes = [],
        _ sealed: Bytes
    ) throws(CryptoError) -> Bytes {
        guard sealed.count >= tagSize else { throw .badLength }
        let text = Bytes(sealed.dropLast(tagSize))
        let run = try gcm(.decrypt, key: key, nonce: nonce)
        let opened = try run.authenticate(aad).update(text, length(text))
        try run.finish(expecting: Bytes(sealed.suffix(tagSize)))
        return opened
    }

    private static func gcm(
        _ direction: Direction,
        key: Bytes,
        nonce: Bytes
    ) throws(CryptoError) -> CipherRun {
        guard !nonce.isEmpty else { throw .badLength }
        return unsafe try CipherRun(
            sized(key, Algorithms.aes128GCM, Algorithms.aes256GCM),
            direction,
            key: key,
            iv: nonce
        )
    }

    private static func length(_ text: Bytes) throws(CryptoError) -> Int32 {
        guard let length = Int32(exactly: text.count) else { throw .badLength }
        return length
    }
}
