import Basics
import Glibc

/// Reads numbers from octets in order; beyond the end is `damaged`, never a trap.
struct OctetReader {
    private let octets: Bytes
    /// Where the next octet stands.
    private(set) var position: Int
    /// Where the readable part ends.
    let end: Int

    init(_ octets: Bytes) {
        self.init(octets, 0..<octets.count)
    }

    /// A part of the octets alone; it has to lie within them.
    init(_ octets: Bytes, _ range: Range<Int>) {
        self.octets = octets
        position = range.lowerBound
        end = min(range.upperBound, octets.count)
    }

    var left: Int { end - position }

    mutating func skip(_ count: Int) throws(ImageFailure) {
        guard count >= 0, count <= left else { throw .damaged }
        position += count
    }

    /// The place of the next `count` octets, which are passed over.
    mutating func range(_ count: Int) throws(ImageFailure) -> Range<Int> {
        let start = position
        try skip(count)
        return start..<position
    }

    mutating func octet() throws(ImageFailure) -> UInt8 {
        guard position < end else { throw .damaged }
        defer { position += 1 }
        return octets[position]
    }

    /// A number of up to four octets, the first the highest.
    mutating func big(_ count: Int) throws(ImageFailure) -> Int {
        var value = 0
        for _ in 0..<count { value = value << 8 | Int(try octet()) }
        return value
    }

    /// A number of up to four octets, the first the lowest.
    mutating func little(_ count: Int) throws(ImageFailure) -> Int {
        var value = 0
        for index in 0..<count { value |= Int(try octet()) << (8 * index) }
        return value
    }

    /// Whether the next octets are these; they are passed over then.
    mutating func take(_ text: StaticString) -> Bool {
        let count = text.utf8CodeUnitCount
        guard count <= left else { return false }
        let next = octets[position..<position + count]
        let isSame = text.withUTF8Buffer { unsafe next.elementsEqual($0) }
        if isSame { position += count }
        return isSame
    }

    /// Passes over everything before the next octet of this value; false, at the end, without one.
    mutating func skipIfAny(to value: UInt8) -> Bool {
        position = place(of: value)
        return position < end
    }

    /// As fast as C in any build: a file is millions of octets.
    private func place(of value: UInt8) -> Int {
        unsafe octets.withUnsafeBytes { buffer in
            guard position < end, let start = buffer.baseAddress,
                let found = unsafe memchr(start + position, Int32(value), end - position)
            else { return end }
            return unsafe start.distance(to: UnsafeRawPointer(found))
        }
    }
}
