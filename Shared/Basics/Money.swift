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
        var octets: Bytes = fen < 0 ? [UInt8(ascii: "-")] : []
        // Of the two halves, neither can overflow: |fen| / 100 and |fen| % 100 fit.
        DecimalDigits.append(Int64(fen.magnitude / 100), to: &octets)
        octets.append(UInt8(ascii: "."))
        DecimalDigits.append(Int64(fen.magnitude % 100), width: 2, to: &octets)
        return String(decoding: octets, as: UTF8.self)
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
