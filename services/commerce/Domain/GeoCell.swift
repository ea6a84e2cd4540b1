/// A square of the globe in degrees, by which an ordinary index finds what is nearest however far off it
/// is. Places have numbers, in which the digits of both coordinates take turns (Morton's order): so
/// whatever lies in a square has numbers that follow each other.
public struct GeoCell: Sendable, Equatable {
    /// That of its south-western corner.
    private let first: Int64
    /// Its side is two to the power of this, in millionths of a degree.
    private let size: Int

    /// All there is.
    public static let globe = GeoCell(first: 0, size: 29)

    /// The number of a place.
    public static func number(of point: GeoPoint) -> Int64 {
        spread(point.lng + eastward) | spread(point.lat + northward) << 1
    }

    /// The place with a number; nil for none.
    public static func point(_ number: Int64) -> GeoPoint? {
        GeoPoint(lng: gather(number) - eastward, lat: gather(number >> 1) - northward)
    }

    /// The smallest that holds the places with both numbers.
    public static func holding(_ one: Int64, _ other: Int64) -> GeoCell {
        let size = (Int64.bitWidth - (one ^ other).leadingZeroBitCount + 1) / 2
        return GeoCell(first: (one >> (2 * size)) << (2 * size), size: size)
    }

    /// The numbers of the places in it.
    public var numbers: ClosedRange<Int64> { first...(first + (1 << (2 * size)) - 1) }

    /// Whether it is a single place.
    public var isPoint: Bool { size == 0 }

    /// The four squares that make it up.
    public var quarters: [GeoCell] {
        (0..<4).map { GeoCell(first: first + $0 << (2 * size - 2), size: size - 1) }
    }

    /// No place in it is nearer than that; nil where it lies beyond the globe.
    public func metres(from point: GeoPoint) -> Double? {
        let west = Self.gather(first) - Self.eastward
        let south = Self.gather(first >> 1) - Self.northward
        guard west <= Self.eastward, south <= Self.northward else { return nil }
        let east = min(west + (1 << size) - 1, Self.eastward)
        let north = min(south + (1 << size) - 1, Self.northward)
        let across =
            (west...east).contains(point.lng)
            ? 0 : min(Self.turn(west - point.lng), Self.turn(east - point.lng))
        let along = max(south - point.lat, point.lat - north, 0)
        // What rounding may add is taken off.
        return GeoPoint.leastMetres(from: point, across, along, between: south, and: north)
            * (1 - 1e-9)
    }

    private static let eastward: Int64 = 180_000_000
    private static let northward: Int64 = 90_000_000

    /// The shorter way around.
    private static func turn(_ degrees: Int64) -> Int64 {
        min(abs(degrees), 2 * eastward - abs(degrees))
    }

    /// Every digit with a zero before it.
    private static func spread(_ value: Int64) -> Int64 {
        var bits = value
        bits = (bits | bits << 16) & 0x0000_FFFF_0000_FFFF
        bits = (bits | bits << 8) & 0x00FF_00FF_00FF_00FF
        bits = (bits | bits << 4) & 0x0F0F_0F0F_0F0F_0F0F
        bits = (bits | bits << 2) & 0x3333_3333_3333_3333
        return (bits | bits << 1) & 0x5555_5555_5555_5555
    }

    private static func gather(_ number: Int64) -> Int64 {
        var bits = number & 0x5555_5555_5555_5555
        bits = (bits | bits >> 1) & 0x3333_3333_3333_3333
        bits = (bits | bits >> 2) & 0x0F0F_0F0F_0F0F_0F0F
        bits = (bits | bits >> 4) & 0x00FF_00FF_00FF_00FF
        bits = (bits | bits >> 8) & 0x0000_FFFF_0000_FFFF
        return (bits | bits >> 16) & 0xFFFF_FFFF
    }
}
