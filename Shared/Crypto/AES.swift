public import Basics
import COpenSSL

/// AES with keys of 128 or 256 bits (FIPS 197), chained (SP 800-38A) with PKCS#7 padding.
public enum AES {
    /// Octets of a block, and of an iv.
    public static let blockSize = 16

    /// Encrypts with an iv of 16 octets, after padding to whole blocks of 16 (or of 32, as WeChat's
    /// message push pads).
    public static func encryptCBC(
        key: Bytes,
        iv: Bytes,
        _ text: Bytes,
        paddingBlock: Int = blockSize
    ) throws(CryptoError) -> Bytes {
        try rawCBC(.encrypt, key: key, iv: iv, PKCS7.pad(text, blockSize: paddingBlock))
    }

    /// Decrypts and takes the padding off, strictly. `badLength` says that key, iv or data cannot
    /// be right at all, `badPadding` that the key, iv or data is another.
    public static func decryptCBC(
        key: Bytes,
        iv: Bytes,
        _ data: Bytes,
        paddingBlock: Int = blockSize
    ) throws(CryptoError) -> Bytes {
        guard !data.isEmpty else { throw .badLength }
        let padded = try rawCBC(.decrypt, key: key, iv: iv, data)
        return try PKCS7.strip(padded, blockSize: paddingBlock)
    }

    /// Whole blocks without padding in either direction.
    public static func rawCBC(
        _ direction: Direction,
        key: Bytes,
        iv: Bytes,
        _ data: Bytes
    ) throws(CryptoError) -> Bytes {
        guard
            iv.count == blockSize,
            data.count.isMultiple(of: blockSize),
            let length = Int32(exactly: data.count)
        else { throw .badLength }
        let run = unsafe try CipherRun(
            sized(key, Algorithms.aes128CBC, Algorithms.aes256CBC),
            direction,
            key: key,
            iv: iv
        )
        return try run.update(data, length)
    }

    /// Which way a cipher runs.
    public enum Direction: Sendable {
        case encrypt
        case decrypt
    }

    /// The cipher for a key of that length.
    static func sized(
        _ key: Bytes,
        _ cipher128: @autoclosure () -> OpaquePointer,
        _ cipher256: @autoclosure () -> OpaquePointer
    ) throws(CryptoError) -> OpaquePointer {
        switch key.count {
        case 16: unsafe cipher128()
        case 32: unsafe cipher256()
        default: throw .badLength
        }
    }
}
