/// The coordinates that maps in China have to show: WGS-84, moved by a few hundred metres in a way
/// that is published nowhere and known everywhere.
public enum GCJ02 {
    /// A place by GPS, out of one on a Chinese map. Exact to a decimetre.
    public static func wgs84(_ point: GeoPoint) -> GeoPoint {
        guard isMoved(point) else { return point }
        var (lng, lat) = (Double(point.lng), Double(point.lat))
        // What is moved to the point lies about as far on the other side: a few rounds find it.
        for _ in 0..<4 {
            let shift = shift(lng / 1e6, lat / 1e6)
            lng = Double(point.lng) - shift.lng * 1e6
            lat = Double(point.lat) - shift.lat * 1e6
        }
        return GeoPoint(lng: Int64(lng.rounded()), lat: Int64(lat.rounded())) ?? point
    }

    /// A place on a Chinese map, out of one by GPS.
    public static func gcj02(_ point: GeoPoint) -> GeoPoint {
        guard isMoved(point) else { return point }
        let shift = shift(Double(point.lng) / 1e6, Double(point.lat) / 1e6)
        let lng = Double(point.lng) + shift.lng * 1e6
        let lat = Double(point.lat) + shift.lat * 1e6
        return GeoPoint(lng: Int64(lng.rounded()), lat: Int64(lat.rounded())) ?? point
    }

    /// Maps move nothing abroad, and nothing in Taiwan.
    private static func isMoved(_ point: GeoPoint) -> Bool {
        let isTaiwan =
            (119_900_000...122_100_000).contains(point.lng)
            && (21_800_000...25_400_000).contains(point.lat)
        return !isTaiwan && (72_004_000...137_834_700).contains(point.lng)
            && (829_300...55_827_100).contains(point.lat)
    }

    /// Of the ellipsoid of Krasovsky, 1940.
    private static let axis = 6_378_245.0
    private static let eccentricity = 0.006_693_421_622_965_943_23

    private static func shift(_ lng: Double, _ lat: Double) -> (lng: Double, lat: Double) {
        let (x, y) = (lng - 105, lat - 35)
        let root = x.magnitude.squareRoot()
        let both = 20 * wave(x * 6) + 20 * wave(x * 2)
        var east = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root
        east += (both + 20 * wave(x) + 40 * wave(x / 3)) * 2 / 3
        east += (150 * wave(x / 12) + 300 * wave(x / 30)) * 2 / 3
        var north = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root
        north += (both + 20 * wave(y) + 40 * wave(y / 3)) * 2 / 3
        north += (160 * wave(y / 12) + 320 * wave(y / 30)) * 2 / 3

        let angle = Trigonometry.radians(lat)
        let sine = Trigonometry.sine(angle)
        let bulge = 1 - eccentricity * sine * sine
        let meridian = axis * (1 - eccentricity) / (bulge * bulge.squareRoot())
        let parallel = axis / bulge.squareRoot() * Trigonometry.cosine(angle)
        return (east / parallel * 180 / .pi, north / meridian * 180 / .pi)
    }

    private static func wave(_ halfTurns: Double) -> Double {
        Trigonometry.sine(halfTurns * .pi)
    }
}
