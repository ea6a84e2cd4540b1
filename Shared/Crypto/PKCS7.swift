public import Basics

/// Padding by RFC 5652, 6.3: n octets of value n, 1 ≤ n ≤ the block size.
public enum PKCS7 {
    /// Fills up to a multiple of `blockSize` (1…255), by one octet at least.
    public static func pad(_ data: Bytes, blockSize: Int = 16) -> Bytes {
        let missing = blockSize - data.count % blockSize
        return data + Bytes(repeating: UInt8(truncatingIfNeeded: missing), count: missing)
    }

    /// Takes the padding off. Looks at a whole block whatever it finds, so that the time tells
    /// nothing about where a bad padding is wrong.
    public static func strip(
        _ data: Bytes,
        blockSize: Int = 16
    ) throws(CryptoError) -> Bytes {
        guard data.count.isMultiple(of: blockSize), let last = data.last else { throw .badPadding }
        let missing = Int(last)
        var wrong: UInt8 = 0
        for distance in 0..<blockSize {
            // All ones where the octet has to belong to the padding: distance < missing.
            let expected = UInt8(truncatingIfNeeded: (distance - missing) >> 8)
            wrong |= expected & (data[data.count - 1 - distance] ^ last)
        }
        // Both differences are negative, and give ones, when `missing` is out of range.
        wrong |= UInt8(truncatingIfNeeded: (missing - 1) >> 8)
        wrong |= UInt8(truncatingIfNeeded: (blockSize - missing) >> 8)
        guard wrong == 0 else { throw .badPadding }
        return Bytes(data.dropLast(missing))
    }
}
