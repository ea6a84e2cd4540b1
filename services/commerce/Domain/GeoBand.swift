/// A strip of the globe between two latitudes, a hundredth of a degree high (1.1 km): the cell by which
/// an ordinary index finds what is nearby, with the longitude behind it.
public struct GeoBand: Sendable, Equatable {
    /// Strips from the south pole.
    public let number: Int64
    /// The longitudes in it, in millionths of a degree.
    public let lngs: ClosedRange<Int64>

    private static let height: Int64 = 10_000
    private static let pole: Int64 = 90_000_000

    /// The strip that a latitude is in.
    public static func number(of lat: Int64) -> Int64 {
        (lat + pole) / height
    }

    /// The parts of strips that hold every point within a distance, and little else.
    public static func around(_ point: GeoPoint, metres: Double) -> [GeoBand] {
        let reach = metres / GeoPoint.metresOfDegree * 1e6 + 1
        let south = max(Double(point.lat) - reach, Double(-pole))
        let north = min(Double(point.lat) + reach, Double(pole))
        return (number(of: Int64(south))...number(of: Int64(north))).map { number in
            let lowest = Double(number * height - pole)
            return GeoBand(
                number: number,
                lngs: lngs(point, reach, lowest, lowest + Double(height))
            )
        }
    }

    /// What lies within `reach` in the strip from `lowest` to `highest`: half of the chord there, in
    /// degrees that are shortest at the end that is nearer to a pole. A hundredth more than that,
    /// since the globe is no plane.
    private static func lngs(
        _ point: GeoPoint,
        _ reach: Double,
        _ lowest: Double,
        _ highest: Double
    ) -> ClosedRange<Int64> {
        let lat = Double(point.lat)
        let away = max(lowest - lat, lat - highest, 0)
        let half = max(reach * reach - away * away, 0).squareRoot() * 1.01
        let steepest = max(lowest.magnitude, highest.magnitude, lat.magnitude) / 1e6
        let cosine = Trigonometry.cosine(Trigonometry.radians(min(steepest, 90)))
        let across = min(half / max(cosine, 1e-6) + 2, 360_000_000)
        return point.lng - Int64(across)...point.lng + Int64(across)
    }
}
