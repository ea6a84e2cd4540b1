import Basics

/// A place on the globe, in millionths of a degree: 11 cm. Which system it is in, its user knows.
public struct GeoPoint: Hashable, Sendable {
    /// East of Greenwich.
    public let lng: Int64
    /// North of the equator.
    public let lat: Int64

    /// Nil outside of the globe.
    public init?(lng: Int64, lat: Int64) {
        guard (-180_000_000...180_000_000).contains(lng), (-90_000_000...90_000_000).contains(lat)
        else { return nil }
        self.lng = lng
        self.lat = lat
    }

    /// Millionths of a degree out of a decimal like `113.264385`; further digits are cut off. Nil for
    /// anything else: blanks, exponents, more than three digits before the point.
    public static func degrees(_ text: String) -> Int64? {
        let octets = Bytes(text.utf8)
        let isNegative = octets.first == UInt8(ascii: "-")
        let parts = octets.dropFirst(isNegative ? 1 : 0)
            .split(separator: UInt8(ascii: "."), maxSplits: 2, omittingEmptySubsequences: false)
        guard let whole = parts.first, parts.count <= 2, whole.count <= 3,
            let degrees = DecimalDigits.value(of: whole)
        else { return nil }
        var value = degrees * 1_000_000
        if parts.count == 2 {
            guard let fraction = DecimalDigits.value(of: parts[1].prefix(6)),
                parts[1].allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) })
            else { return nil }
            let missing = max(6 - parts[1].count, 0)
            value += (0..<missing).reduce(fraction) { value, _ in value * 10 }
        }
        return isNegative ? -value : value
    }

    /// As a decimal with six places.
    public static func text(_ degrees: Int64) -> String {
        var octets: Bytes = degrees < 0 ? [UInt8(ascii: "-")] : []
        DecimalDigits.append(Int64(degrees.magnitude / 1_000_000), to: &octets)
        octets.append(UInt8(ascii: "."))
        DecimalDigits.append(Int64(degrees.magnitude % 1_000_000), width: 6, to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }
}
