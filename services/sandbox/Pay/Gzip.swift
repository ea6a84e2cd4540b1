import Basics

/// ExternalID in the wrapping of gzip (RFC 1952), as they are: the form is all that matters here.
enum Gzip {
    /// Longest block that is stored as it is (RFC 1951, 3.2.4).
    private static let blockLength = 65_535

    static func pack(_ octets: Bytes) -> Bytes {
        var packed: Bytes = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        packed.reserveCapacity(octets.count + octets.count / 10_000 + 32)
        var rest = octets[...]
        repeat {
            let block = rest.prefix(blockLength)
            rest = rest.dropFirst(blockLength)
            let length = UInt16(truncatingIfNeeded: block.count)
            packed.append(rest.isEmpty ? 1 : 0)
            append(length, to: &packed)
            append(~length, to: &packed)
            packed.append(contentsOf: block)
        } while !rest.isEmpty
        append(CRC32.of(octets), to: &packed)
        append(UInt32(truncatingIfNeeded: octets.count), to: &packed)
        return packed
    }

    private static func append(_ number: some FixedWidthInteger, to octets: inout Bytes) {
        for position in 0..<(number.bitWidth / 8) {
            octets.append(UInt8(truncatingIfNeeded: number >> (8 * position)))
        }
    }
}

/// The check sum of gzip.
private enum CRC32 {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { sum, _ in
            sum & 1 == 1 ? sum >> 1 ^ 0xEDB8_8320 : sum >> 1
        }
    }

    static func of(_ octets: Bytes) -> UInt32 {
        ~octets.reduce(UInt32.max) { sum, octet in
            sum >> 8 ^ table[Int((sum ^ UInt32(octet)) & 0xFF)]
        }
    }
}
