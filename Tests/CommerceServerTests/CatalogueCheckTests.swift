import Basics
import CommerceDomain
import HTTP
import ServiceKit
import Storage
import Testing

@testable import CommerceServer

@Suite struct CatalogueCheckTests {
    private func problems(of commerce: CommerceWorld) async throws -> [String] {
        try await commerce.service.database.read {
            try CatalogueCheck(connection: $0).problems()
        }
    }

    /// A hundred changes at random, and all adds up; then each thing that is kept beside is spoiled.
    @Test func adds() async throws {
        let commerce = try await CommerceWorld()
        let categories = [
            try await commerce.category("甲"), try await commerce.category("乙"),
        ]
        var shops: [Int64] = []
        for number in 0..<6 {
            shops.append(try await commerce.merchant("店\(number)号", in: categories[number % 2]))
        }
        let goods = try await commerce.goods("餐", of: shops[0], fen: 1, #","stock":9"#)
        for step in 0..<100 {
            let shop = shops[step * 7 % shops.count]
            let change = [
                #"{"status":2}"#, #"{"status":1}"#, #"{"lng":116.4,"lat":39.91}"#,
                #"{"category_id":\#(categories[step % 2])}"#, #"{"name":"新名\#(step)"}"#,
            ][step * 3 % 5]
            #expect(await commerce.office(.patch, "merchants/\(shop)", change).status == 200)
            let stock = ["\"change\":3", "\"change\":-1", "\"stock\":7", "\"uncounted\":true"]
            let json = "{\(stock[step % 4]),\"reason\":\"x\"}"
            _ = await commerce.office(.post, "goods/\(goods)/stock", json)
        }
        #expect(try await problems(of: commerce).isEmpty)
        for sql in [
            "UPDATE goods SET stock = 1000",
            "UPDATE merchant_count SET merchants = merchants + 1 WHERE city = 110100",
            "UPDATE merchant_count SET merchants = merchants + 1 WHERE city = -1",
        ] as [StaticString] {
            let file = commerce.service.database.file
            struct TakenBack: Error {}
            await #expect(throws: TakenBack.self) {
                try await file.write { connection in
                    try connection.run(sql)
                    #expect(try !CatalogueCheck(connection: connection).problems().isEmpty)
                    throw TakenBack()
                }
            }
        }
    }
}
