/// An amount in whole fen; only a contract spells yuan.
public struct Money: Hashable, Comparable, Sendable {
    /// Hundredths of a yuan.
    public let fen: Int64

    /// Nothing.
    public static let zero = Money(fen: 0)

    /// An amount of `fen`.
    public init(fen: Int64) {
        self.fen = fen
    }

    /// Reads a decimal of yuan with at most two places, like `0.01`, `12` or `-3.5`; nil for
    /// anything else: blanks, `+`, exponents, leading zeros, more than 16 digits before the point.
    public init?(yuan text: String) {
        let octets = Bytes(text.utf8)
        let negative = octets.first == UInt8(ascii: "-")
        let parts = octets.dropFirst(negative ? 1 : 0)
            .split(
                separator: UInt8(ascii: "."),
                maxSplits: 2,
                omittingEmptySubsequences: false
            )
        guard let whole = parts.first, parts.count <= 2, whole.count <= 16,
            whole.count == 1 || whole.first != UInt8(ascii: "0"),
            let yuan = DecimalDigits.value(of: whole)
        else { return nil }
        var fen = yuan * 100
        if parts.count == 2 {
            guard parts[1].count <= 2, let places = DecimalDigits.value(of: parts[1]) else {
                return nil
            }
            fen += parts[1].count == 1 ? places * 10 : places
        }
        self.fen = negative ? -fen : fen
    }

    /// Yuan with two places, like `0.01`.
    public var yuan: String {
        let (octets, start) = spelled
        return String(validUTF8: octets.span.extracting(start...)) ?? ""
    }

    /// Appends yuan with two places, like `0.01`.
    public func appendYuan(to buffer: inout OctetBuffer) {
        let (octets, start) = spelled
        unsafe buffer.append(octets.span.extracting(start...).bytes)
    }

    /// Yuan, and where it begins: nineteen digits, a point and a sign at most, from the end.
    private var spelled: (octets: InlineArray<21, UInt8>, start: Int) {
        var octets = InlineArray<21, UInt8>(repeating: UInt8(ascii: "."))
        var start = octets.count
        func put(_ octet: UInt8) {
            start -= 1
            octets[start] = octet
        }
        var rest = fen.magnitude
        for _ in 0..<2 {
            put(DecimalDigits.digit(rest % 10))
            rest /= 10
        }
        put(UInt8(ascii: "."))
        repeat {
            put(DecimalDigits.digit(rest % 10))
            rest /= 10
        } while rest > 0
        if fen < 0 { put(UInt8(ascii: "-")) }
        return (octets, start)
    }

    /// The sum; nil if it overflows.
    public func adding(_ other: Money) -> Money? {
        let (sum, overflow) = fen.addingReportingOverflow(other.fen)
        return overflow ? nil : Money(fen: sum)
    }

    /// The difference; nil if it overflows.
    public func subtracting(_ other: Money) -> Money? {
        let (difference, overflow) = fen.subtractingReportingOverflow(other.fen)
        return overflow ? nil : Money(fen: difference)
    }

    /// `count` times as much; nil if it overflows.
    public func times(_ count: Int64) -> Money? {
        let (product, overflow) = fen.multipliedReportingOverflow(by: count)
        return overflow ? nil : Money(fen: product)
    }

    public static func < (left: Money, right: Money) -> Bool {
        left.fen < right.fen
    }
}
