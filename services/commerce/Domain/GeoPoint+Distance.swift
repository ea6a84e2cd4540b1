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

    private func radians(_ degrees: Int64) -> Double {
        Trigonometry.radians(Double(degrees) / 1e6)
    }
}
