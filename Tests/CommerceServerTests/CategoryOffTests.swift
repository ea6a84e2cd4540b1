import HTTP
import JSON
import ServiceKit
import Testing

@testable import CommerceServer

/// A category that is taken off takes its merchants out of every list; themselves they stay.
@Suite struct CategoryOffTests {
    private static let here = ["lng": "104.0657", "lat": "30.6595"]

    @Test func itsMerchantsAreNotListed() async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食")
        let hotpot = try await commerce.category("火锅", under: food)
        let hair = try await commerce.category("理发")
        let first = try await commerce.merchant("老灶火锅", in: hotpot)
        _ = try await commerce.merchant("老灶面馆", in: food)
        _ = try await commerce.merchant("老灶快剪", in: hair)
        let goods = try await commerce.goods("双人餐", of: first)
        let searches: [[String: String]] = [
            [:], ["city_id": "510100"], ["keyword": "老灶"], ["keyword": "lz"], Self.here,
            Self.here.merging(["radius": "3000"]) { $1 },
            Self.here.merging(["keyword": "老灶"]) { $1 },
            Self.here.merging(["keyword": "老灶", "radius": "3000"]) { $1 },
        ]
        func expect(
            _ names: Set<String>,
            under category: Int64? = nil,
            _ location: SourceLocation = #_sourceLocation
        ) async throws {
            for var search in searches {
                if let category { search["merchant_category_id"] = "\(category)" }
                let data = try await commerce.get("merchants", search).json["data"]
                let found = data?["list"]?.array?.compactMap { $0["name"]?.string } ?? []
                #expect(Set(found) == names, "\(search)", sourceLocation: location)
                #expect(
                    data?["total"]?.integer == Int64(names.count),
                    "\(search)",
                    sourceLocation: location
                )
            }
        }
        func turn(_ category: Int64, _ status: Int) async {
            let answer = await commerce.office(
                .patch,
                "categories/\(category)",
                #"{"status":\#(status)}"#
            )
            #expect(answer.status == 200)
        }
        try await expect(["老灶火锅", "老灶面馆", "老灶快剪"])

        await turn(hotpot, 2)
        try await expect(["老灶面馆", "老灶快剪"])
        try await expect(["老灶面馆"], under: food)
        try await expect([], under: hotpot)
        // Whoever has its address still finds it, and can buy: its own status takes it off.
        let detail = try await commerce.get("merchant/detail", ["id": "\(first)"]).json
        #expect(detail["data"]?["merchantCategoryName"]?.string == "火锅")
        #expect(
            try await commerce.get("goods/detail", ["id": "\(goods)"]).json["code"]?.integer == 0
        )

        // What hangs below one that is off is off, whatever itself says.
        await turn(hotpot, 1)
        await turn(food, 2)
        try await expect(["老灶快剪"])
        try await expect([], under: food)
        try await expect([], under: hotpot)
        try await expect(["老灶快剪"], under: hair)
        await turn(hair, 2)
        try await expect([])

        await turn(food, 1)
        await turn(hair, 1)
        try await expect(["老灶火锅", "老灶面馆", "老灶快剪"])
    }
}
