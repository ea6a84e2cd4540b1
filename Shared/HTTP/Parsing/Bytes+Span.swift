import Basics

extension Bytes {
    /// A copy of what a span shows.
    init(copying span: Span<UInt8>) {
        self = unsafe span.withUnsafeBufferPointer { unsafe Bytes($0) }
    }
}

extension Span<UInt8> {
    /// The first index from `start` on, up to `end`, whose octet may not stand in a field value.
    /// Eight octets at a time: nothing else in a head is as long as a token.
    func endOfFieldValue(from start: Int, to end: Int) -> Int {
        let ones: UInt64 = 0x0101_0101_0101_0101
        let tops: UInt64 = 0x8080_8080_8080_8080
        var index = start
        while index + 8 <= end {
            let word = unsafe bytes.unsafeLoadUnaligned(fromByteOffset: index, as: UInt64.self)
            // A top bit for every octet below space, and one for every DEL (zero after the xor).
            let controls = (word &- ones &* 0x20) & ~word
            let deletes = ((word ^ ones &* 0x7F) &- ones) & ~(word ^ ones &* 0x7F)
            guard (controls | deletes) & tops == 0 else { break }
            index += 8
        }
        while index < end, self[index].isFieldValueCharacter { index += 1 }
        return index
    }
}
