import Basics
import CommerceDomain
import HTTP
import JSON
import ServiceKit

/// The parameters that several endpoints have in common.
enum MerchantsFields {
    /// In which system coordinates are.
    enum Coordinates: String, Sendable, CaseIterable {
        case gcj02
        case wgs84
    }

    static let lng = degrees("lng", "Degrees east of Greenwich.", within: 180_000_000, "113.2644")
    static let lat = degrees("lat", "Degrees north of the equator.", within: 90_000_000, "23.1291")
    static let coord = Field.choice(
        "coord",
        "What lng and lat are: of a Chinese map, or of GPS.",
        default: Coordinates.gcj02
    )

    /// Where somebody is, in GCJ-02; nil where they do not say. One half alone says nothing.
    static func point(_ fields: FieldReader) throws(ParameterProblem) -> GeoPoint? {
        let lng = try fields.readIfPresent(Self.lng)
        let lat = try fields.readIfPresent(Self.lat)
        let coordinates = try fields.read(coord)
        guard let lng, let lat, let point = GeoPoint(lng: lng, lat: lat) else { return nil }
        return coordinates == .wgs84 ? GCJ02.gcj02(point) : point
    }

    /// A coordinate, as a number of JSON or in digits.
    static func degrees(
        _ name: StaticString,
        _ meaning: String,
        within bound: Int64,
        _ example: String
    ) -> Field<Int64> {
        Field.json(name, meaning, .number, example: .string(example))
            .map(example: example, expecting: "degrees, as a decimal") { value -> Int64? in
                guard let degrees = microdegrees(value), (-bound...bound).contains(degrees) else {
                    return nil
                }
                return degrees
            }
    }

    private static func microdegrees(_ value: JSONValue) -> Int64? {
        if let text = value.string { return GeoPoint.degrees(text) }
        guard let number = value.double, number.magnitude < 1_000 else { return nil }
        return Int64((number * 1e6).rounded())
    }
}
