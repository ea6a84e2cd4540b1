import Basics
import CommerceDomain
import TestKit
import Testing

@Suite struct GeoTests {
    @Test(
        arguments: [
            ("113.264385", 113_264_385), ("0", 0), ("-0.5", -500_000), ("23.1", 23_100_000),
            ("7.12345678", 7_123_456), ("180.000000", 180_000_000),
        ] as [(String, Int64)]
    )
    func readsDegrees(_ text: String, _ value: Int64) {
        #expect(GeoPoint.degrees(text) == value)
    }

    @Test(arguments: ["", "-", ".5", "1.", "1.2.3", "1e2", "1 ", "+1", "1000", "1.2x", "北"])
    func refusesDegrees(_ text: String) {
        #expect(GeoPoint.degrees(text) == nil)
    }

    @Test(arguments: [113_264_385, -1, 0, 180_000_000, -500_000] as [Int64])
    func spells(_ degrees: Int64) {
        #expect(GeoPoint.degrees(GeoPoint.text(degrees)) == degrees)
    }

    @Test func bounds() {
        #expect(GeoPoint(lng: 180_000_001, lat: 0) == nil)
        #expect(GeoPoint(lng: 0, lat: -90_000_001) == nil)
    }

    /// Distances that geodesists know (on the sphere; the ellipsoid differs by up to 0.5 %).
    @Test(
        arguments: [
            (116_397_128, 39_916_527, 121_473_667, 31_230_525, 1_068_900),
            (113_264_385, 23_129_112, 113_264_385, 23_129_112, 0),
            (0, 0, 180_000_000, 0, 20_015_087), (0, 90_000_000, 0, -90_000_000, 20_015_087),
        ] as [(Int64, Int64, Int64, Int64, Double)]
    )
    func distances(_ x1: Int64, _ y1: Int64, _ x2: Int64, _ y2: Int64, _ metres: Double) throws {
        let here = try #require(GeoPoint(lng: x1, lat: y1))
        let there = try #require(GeoPoint(lng: x2, lat: y2))
        #expect((here.metres(to: there) - metres).magnitude <= max(metres * 0.002, 0.001))
        #expect(here.metres(to: there) == there.metres(to: here))
    }

    /// Whatever lies within a distance lies in one of the bands; and few things beside.
    @Test(arguments: [100, 3_000, 50_000, 400_000] as [Double])
    func bandsHoldTheCircle(_ metres: Double) throws {
        var random = SeededRandom(seed: UInt64(metres))
        for _ in 0..<200 {
            let lat = Int64.random(in: -80_000_000...80_000_000, using: &random)
            let center = try #require(GeoPoint(lng: 100_000_000, lat: lat))
            let bands = GeoBand.around(center, metres: metres)
            #expect(Set(bands.map(\.number)).count == bands.count)
            for _ in 0..<50 {
                let reach = Int64(metres * 10)
                let point = try #require(
                    GeoPoint(
                        lng: center.lng + Int64.random(in: -reach * 6...reach * 6, using: &random),
                        lat: max(
                            min(lat + Int64.random(in: -reach...reach, using: &random), 89_999_999),
                            -89_999_999
                        )
                    )
                )
                guard center.metres(to: point) <= metres else { continue }
                let band = bands.first { $0.number == GeoBand.number(of: point.lat) }
                #expect(band?.lngs.contains(point.lng) == true, "\(center) \(point)")
            }
        }
    }

    @Test func theNearestAreKept() {
        var random = SeededRandom(seed: 7)
        for bound in [1, 2, 20, 100] {
            var hits = NearestHits(bound: bound)
            var all: [NearestHits.Hit] = []
            for number in 0..<200 {
                // Many stand equally far: then the number decides.
                let metres = Double(Int64.random(in: 0..<40, using: &random))
                all.append(NearestHits.Hit(merchant: ID(Int64(number)), metres: metres))
            }
            for hit in all.shuffled(using: &random) { hits.add(hit) }
            let expected = all.sorted { ($0.metres, $0.merchant) < ($1.metres, $1.merchant) }
            #expect(hits.sorted == Array(expected.prefix(bound)))
            #expect(hits.count == 200)
        }
    }

    /// There and back again is the same place, to a few decimetres, and what is moved is moved by what
    /// maps move it.
    @Test func chineseMaps() throws {
        var random = SeededRandom(seed: 3)
        for _ in 0..<500 {
            let point = try #require(
                GeoPoint(
                    lng: Int64.random(in: 74_000_000...118_000_000, using: &random),
                    lat: Int64.random(in: 18_000_000...50_000_000, using: &random)
                )
            )
            let moved = GCJ02.gcj02(point)
            #expect((10...1_000).contains(point.metres(to: moved)))
            #expect(GCJ02.wgs84(moved).metres(to: point) < 0.5)
        }
    }

    /// Places whose coordinates on both kinds of maps are known to everybody.
    @Test func tianAnMen() throws {
        let gps = try #require(GeoPoint(lng: 116_391_265, lat: 39_907_339))
        let map = try #require(GeoPoint(lng: 116_397_509, lat: 39_908_742))
        #expect(GCJ02.gcj02(gps).metres(to: map) < 30)
    }

    @Test(
        arguments: [
            (121_520_000, 25_030_000), (-122_400_000, 37_700_000), (139_700_000, 35_600_000),
        ]
            as [(Int64, Int64)]
    )
    func nothingIsMovedAbroad(_ lng: Int64, _ lat: Int64) throws {
        let point = try #require(GeoPoint(lng: lng, lat: lat))
        #expect(GCJ02.gcj02(point) == point)
        #expect(GCJ02.wgs84(point) == point)
    }
}
