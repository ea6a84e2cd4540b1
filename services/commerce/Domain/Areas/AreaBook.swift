public import Basics

/// All areas of China and their borders, read once and never changed.
public struct AreaBook: Sendable {
    /// The files are not what the tool writes.
    public struct Damaged: Error {
        /// What was met.
        public let what: String

        /// Says what was met.
        public init(what: String) {
            self.what = what
        }
    }

    /// By level, then by code.
    public let areas: [Area]
    private let borders: AreaBorders
    private let places: [Int64: Int]
    private let childPlaces: [Int64: [Int]]

    /// Out of `areas.csv` and `areas.bin`.
    /// - Throws: `Damaged`.
    public init(table: Bytes, borders: Bytes) throws(Damaged) {
        areas = try AreaTable.read(table)
        self.borders = try AreaBorders(borders)
        var places: [Int64: Int] = [:]
        var children: [Int64: [Int]] = [:]
        for (place, area) in areas.enumerated() {
            places[area.id] = place
            guard area.level != .province else { continue }
            let parent = (area.level.rawValue - 1) * 1_000_000 + area.parent
            guard places[parent] != nil else { throw Damaged(what: "no parent of \(area.id)") }
            children[parent, default: []].append(place)
        }
        self.places = places
        childPlaces = children
        for code in self.borders.codes where places[3_000_000 + code] == nil {
            throw Damaged(what: "borders of \(code), which is no county")
        }
    }

    /// Nil where there is none.
    public func area(_ level: Area.Level, _ code: Int64) -> Area? {
        places[level.rawValue * 1_000_000 + code].map { areas[$0] }
    }

    /// Those right below an area, by code.
    public func children(of area: Area) -> [Area] {
        (childPlaces[area.id] ?? []).map { areas[$0] }
    }

    /// All of a level, by code.
    public func all(_ level: Area.Level) -> [Area] {
        areas.filter { $0.level == level }
    }

    /// Where a point is, in WGS-84; nil abroad.
    public func place(at point: GeoPoint) -> AreaPlace? {
        guard let found = borders.county(at: point) else { return nil }
        return place(ofCounty: found.code, isApproximate: found.isApproximate)
    }

    /// A county with what it is in; nil for none.
    public func place(ofCounty code: Int64, isApproximate: Bool = false) -> AreaPlace? {
        guard let county = area(.county, code), let city = area(.city, county.parent),
            let province = area(.province, city.parent)
        else { return nil }
        return AreaPlace(
            province: province,
            city: city,
            county: county,
            isApproximate: isApproximate
        )
    }
}
