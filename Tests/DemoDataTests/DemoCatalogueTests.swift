import Basics
import Testing

@testable import DemoData

/// What the demo imports and how it remembers how far it is.
struct DemoCatalogueTests {
    private static let day = Day(number: 20_000)

    private func tables(_ perCity: Int, _ day: Day = Self.day) -> [Bytes] {
        let catalogue = DemoCatalogue(perCity: perCity, from: day)
        return [
            catalogue.categories { "\($0).jpg" },
            catalogue.merchants(areas: catalogue.shops.map { _ in "区" }) { "\($0) \($1 % 3).jpg" },
            catalogue.goods { "\($0) \($1 % 3).jpg" },
        ]
    }

    @Test("the same size and day are the same tables to the octet; another day is not")
    func deterministic() {
        #expect(tables(20) == tables(20))
        #expect(tables(20) != tables(20, Self.day.adding(days: 1)))
    }

    @Test("as many as promised, each under a name of its own", arguments: [(20, 200), (2, 20)])
    func counts(_ perCity: Int, _ shops: Int) throws {
        let catalogue = DemoCatalogue(perCity: perCity, from: Self.day)
        #expect(catalogue.shops.count == shops && catalogue.items.count == 5 * shops)
        #expect(Set(catalogue.shops.map(\.ref)).count == shops)
        #expect(Set(catalogue.items.map(\.ref)).count == 5 * shops)
        #expect(Set(catalogue.shops.map(\.trade.ref)).count == 20)
        for city in DemoCity.all {
            #expect(catalogue.shops.count { $0.city.code == city.code } == perCity)
        }
        // Both centres sell, and on each day of the week something runs out.
        #expect(Set(catalogue.shops.map(\.oper)) == [1, 2])
        #expect(Set(catalogue.items.compactMap(\.lastDay)) == Set(0..<DemoCatalogue.days))
        for (table, lines) in zip(tables(perCity), [28, shops, 5 * shops]) {
            let rows = try CSV.rows(of: Bytes(table.dropFirst(3)))
            #expect(rows.count == lines + 1)
            #expect(Set(rows.map(\.cells.count)).count == 1)
        }
    }

    @Test("every trade has five goods that cost something, and names")
    func trades() {
        #expect(DemoTrades.all.count == 20)
        for trade in DemoTrades.all {
            #expect(trade.goods.count == DemoCatalogue.goodsOfShop, "\(trade.name)")
            #expect(trade.goods.allSatisfy { $0.yuan > 1 && $0.yuan < 1_000 && !$0.name.isEmpty })
            #expect(trade.brands.count == 5 && !trade.suffix.isEmpty)
        }
    }

    @Test("how far it is, on two lines")
    func progress() {
        var progress = DemoProgress(total: 39)
        #expect(progress.octets == Bytes("0/39\n".utf8))
        progress.begun = 7
        progress.firstDay = Day("2026-11-24")
        #expect(progress.octets == Bytes("7/39\n2026-11-24\n".utf8))
        let again = DemoProgress(progress.octets)
        #expect(again?.begun == 7 && again?.total == 39 && again?.firstDay == progress.firstDay)
        for text in ["", "7", "a/b", "7/39/1"] { #expect(DemoProgress(Bytes(text.utf8)) == nil) }
    }
}
