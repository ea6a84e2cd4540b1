import Basics

/// What heads and chunks are written with, without making a `String`.
extension Bytes {
    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { octets in unsafe append(contentsOf: octets) }
    }

    /// The slice's octets, without counting one more owner of them, as `append(contentsOf:)` does.
    /// Sound: they are copied before the borrowing ends.
    mutating func append(copying octets: ArraySlice<UInt8>) {
        unsafe octets.withUnsafeBufferPointer { unsafe append(contentsOf: $0) }
    }

    mutating func append(decimal number: Int) {
        append(number, base: 10)
    }

    mutating func append(hexadecimal number: Int) {
        append(number, base: 16)
    }

    private mutating func append(_ number: Int, base: UInt) {
        var rest = number.magnitude
        if number < 0 { append(UInt8(ascii: "-")) }
        var worth: UInt = 1
        while rest / worth >= base { worth *= base }
        while worth > 0 {
            let digit = UInt8(truncatingIfNeeded: rest / worth)
            append(digit < 10 ? 0x30 + digit : 0x57 + digit)
            rest %= worth
            worth /= base
        }
    }
}
