import Basics
import CommerceDomain
import TestKit
import Testing

@testable import CommerceServer

/// The areas of China, as they are shipped.
@Suite struct AreaTests {
    private let areas = CommerceWorld.areas

    /// In WGS-84; nil abroad.
    private func county(_ lng: Double, _ lat: Double) throws -> AreaPlace? {
        let point = GeoPoint(lng: Int64((lng * 1e6).rounded()), lat: Int64((lat * 1e6).rounded()))
        return areas.place(at: try #require(point))
    }

    @Test func counts() {
        #expect(areas.all(.province).count == 34)
        #expect(areas.all(.city).count == 373)
        #expect(areas.all(.county).count == 2_892)
    }

    /// Every area is in one of the level above, and every city has counties.
    @Test func theTreeIsWhole() {
        var seen = 0
        for province in areas.all(.province) {
            for city in areas.children(of: province) {
                #expect(!areas.children(of: city).isEmpty, "\(city)")
                seen += areas.children(of: city).count
            }
        }
        #expect(seen == 2_892)
        #expect(Set(areas.areas.map(\.id)).count == areas.areas.count)
    }

    /// Random points in the whole country, and within two kilometres of borders, against the full
    /// borders that were imported: 99.5 in a hundred are asked for.
    @Test(
        arguments: [("points", 4_000, 3_996), ("border-points", 2_000, 1_990)]
            as [(String, Int, Int)]
    )
    func randomPoints(_ file: String, _ count: Int, _ least: Int) throws {
        let path = #filePath.split(separator: "/").dropLast().joined(separator: "/")
        let lines = try TextFile.read("/\(path)/Fixtures/\(file).csv").split(separator: "\n")
        #expect(lines.count == count)
        var right = 0
        for line in lines {
            let cells = line.split(separator: ",")
            let point = GeoPoint(
                lng: try #require(GeoPoint.degrees(String(cells[0]))),
                lat: try #require(GeoPoint.degrees(String(cells[1])))
            )
            let place = areas.place(at: try #require(point))
            if place?.county.code == Int64(cells[2]), place?.isApproximate == false { right += 1 }
        }
        #expect(right >= least, "\(right)")
    }

    @Test(
        arguments: [
            ("天安门", 116.3913, 39.9075, 110_000, 110_100, 110_101),
            ("外滩", 121.4855, 31.2340, 310_000, 310_100, 310_101),
            ("重庆万州", 108.40, 30.81, 500_000, 500_100, 500_101),
            ("仙桃", 113.45, 30.33, 420_000, 429_004, 429_004),
            ("东莞", 113.75, 23.04, 440_000, 441_900, 441_900),
            ("石河子", 86.08, 44.30, 650_000, 659_001, 659_001),
            ("恩施", 109.48, 30.29, 420_000, 422_800, 422_801),
            ("香港中环", 114.158, 22.281, 810_000, 810_100, 810_001),
            ("澳门", 113.549, 22.199, 820_000, 820_100, 820_001),
            ("台北", 121.5625, 25.0400, 710_000, 710_100, 710_009),
            ("两江新区", 106.57, 29.60, 500_000, 500_100, 500_157),
            ("加格达奇", 124.126, 50.424, 230_000, 232_700, 232_718),
            ("容城", 115.866, 39.05, 130_000, 130_600, 130_629),
        ] as [(String, Double, Double, Int64, Int64, Int64)]
    )
    func places(
        _ name: String,
        _ lng: Double,
        _ lat: Double,
        _ province: Int64,
        _ city: Int64,
        _ area: Int64
    ) throws {
        let place = try #require(try county(lng, lat), "\(name)")
        #expect(place.province.code == province)
        #expect(place.city.code == city)
        #expect(place.county.code == area)
        #expect(!place.isApproximate)
    }

    /// Beside the borders, which were drawn for small maps: the nearest county has it.
    @Test(
        arguments: [
            ("鼓浪屿", 118.0665, 24.4455, 350_203), ("普陀山", 122.385, 30.003, 330_903),
            ("尖沙咀", 114.1722, 22.2935, 810_005),
        ] as [(String, Double, Double, Int64)]
    )
    func islands(_ name: String, _ lng: Double, _ lat: Double, _ area: Int64) throws {
        let place = try #require(try county(lng, lat), "\(name)")
        #expect(place.county.code == area)
    }

    @Test(
        arguments: [
            (139.69, 35.69), (126.98, 37.56), (105.85, 21.03), (-74.0, 40.7), (0, 0), (125, 30),
            (180, 90), (-180, -90), (77.2, 28.6), (116.4, -39.9),
        ] as [(Double, Double)]
    )
    func abroad(_ lng: Double, _ lat: Double) throws {
        #expect(try county(lng, lat) == nil)
    }

    /// The point that the table gives for an area lies in it.
    @Test func theTableAndTheBordersAgree() throws {
        let table = try ShippedTable.points()
        #expect(table.count == 2_888)
        for (code, lng, lat) in table {
            let place = try county(lng, lat)
            #expect(place?.county.code == code)
        }
    }

    @Test(
        arguments: [
            (.city, 430_400, "hengyang"), (.city, 500_100, "chongqing"),
            (.city, 140_400, "changzhi"),
            (.city, 411_100, "luohe"), (.city, 422_800, "enshi"), (.city, 350_200, "xiamen"),
            (.county, 140_428, "zhangzi"), (.county, 341_621, "guoyang"),
        ] as [(Area.Level, Int64, String)]
    )
    func pinyin(_ level: Area.Level, _ code: Int64, _ pinyin: String) {
        #expect(areas.area(level, code)?.pinyin == pinyin)
    }

    @Test func damagedFiles() throws {
        let borders = Bytes("CNA2".utf8) + [5, 0, 0]
        #expect(throws: AreaBook.Damaged.self) { try AreaBook(table: [], borders: borders) }
        let head = "code,parent,level,name,short,pinyin,initial,lng,lat,flags\n"
        for table in ["", head + "1,2", head + "110101,110100,3,a,a,a,A,,,"] {
            #expect(throws: AreaBook.Damaged.self) {
                try AreaBook(table: Bytes(table.utf8), borders: borders)
            }
        }
        // An arc that is not there, a number without an end, and something behind the end.
        for tail in [[5, 1, 1, 2, 2, 1, 2, 1, 8], [5, 0xFF], [5, 0, 0, 0], [9, 0, 0]] as [Bytes] {
            #expect(throws: AreaBook.Damaged.self) {
                try AreaBook(table: Bytes(head.utf8), borders: Bytes("CNA2".utf8) + tail)
            }
        }
    }
}

/// What the table says of where areas are.
private enum ShippedTable {
    static func points() throws -> [(Int64, Double, Double)] {
        let path = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let text = try TextFile.read("/\(path)/services/commerce/Data/files/areas.csv")
        return text.split(separator: "\n").compactMap { line in
            let cells = line.split(separator: ",", omittingEmptySubsequences: false)
            guard cells[2] == "3", let code = Int64(cells[0]), let lng = Double(cells[7]),
                let lat = Double(cells[8])
            else { return nil }
            return (code, lng, lat)
        }
    }
}
