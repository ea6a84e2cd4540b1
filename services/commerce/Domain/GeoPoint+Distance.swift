extension GeoPoint {
    /// The mean radius of the globe.
    private static let radiusMetres = 6_371_008.8
    /// What a degree of latitude measures, in metres.
    static let metresOfDegree = radiusMetres * .pi / 180

    /// Metres to another point, along the globe.
    public func metres(to other: GeoPoint) -> Double {
        let (here, there) = (radians(lat), radians(other.lat))
        let north = Trigonometry.sine((there - here) / 2)
        let east = Trigonometry.sine(radians(other.lng - lng) / 2)
        let chord =
            north * north
            + Trigonometry.cosine(here) * Trigonometry.cosine(there) * east * east
        return 2 * Self.radiusMetres * Trigonometry.arcsine(chord.squareRoot())
    }

    /// How far off anything is at least that is `across` in longitude, `along` in latitude, and between
    /// two latitudes.
    static func leastMetres(
        from point: GeoPoint,
        _ across: Int64,
        _ along: Int64,
        between south: Int64,
        and north: Int64
    ) -> Double {
        let nearPole = max(south.magnitude, north.magnitude)
        let narrowest = max(Trigonometry.cosine(point.radians(Int64(nearPole))), 0)
        let here = max(Trigonometry.cosine(point.radians(point.lat)), 0)
        let up = Trigonometry.sine(point.radians(along) / 2)
        let east = Trigonometry.sine(point.radians(across) / 2)
        let chord = up * up + here * narrowest * east * east
        return 2 * radiusMetres * Trigonometry.arcsine(chord.squareRoot())
    }

    /// No two places are further apart.
    public static let halfwayRound = radiusMetres * .pi

    private func radians(_ degrees: Int64) -> Double {
        Trigonometry.radians(Double(degrees) / 1e6)
    }
}
