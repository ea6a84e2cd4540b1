/// Whole numbers as decimal digits in octets, without a `String` in between.
public enum DecimalDigits {
    /// The number that these octets spell; nil unless they are 1 to 18 ASCII digits.
    @inlinable
    public static func value(of digits: some Collection<UInt8>) -> Int64? {
        guard !digits.isEmpty, digits.count <= 18 else { return nil }
        var value: Int64 = 0
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else { return nil }
            value = value * 10 + Int64(digit - UInt8(ascii: "0"))
        }
        return value
    }

    /// How many digits a number has.
    static func count(of value: UInt64) -> Int {
        var (count, bound): (Int, UInt64) = (1, 10)
        while count < 19, value >= bound {
            count += 1
            bound *= 10
        }
        return count
    }

    /// Appends `value`, filled with zeros up to `width` digits.
    public static func append(_ value: Int64, width: Int = 1, to octets: inout Bytes) {
        if value < 0 { octets.append(UInt8(ascii: "-")) }
        var rest = value.magnitude
        let length = max(width, count(of: rest))
        var place = octets.count + length
        octets.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: length))
        while rest > 0 {
            place -= 1
            octets[place] = digit(rest % 10)
            rest /= 10
        }
    }

    /// The digit of a number below ten.
    static func digit(_ value: UInt64) -> UInt8 {
        UInt8(ascii: "0") &+ UInt8(truncatingIfNeeded: value)
    }
}
