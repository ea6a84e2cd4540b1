import Basics
import HTTP
import JSON
import ServiceKit
import Testing

@testable import CommerceServer

/// Files of categories, merchants and goods.
@Suite struct ImportTests {
    private static let categories = """
        ref,parent,name,place,status
        food,,美食,1,1
        hotpot,food,"火锅, 串串",2,1
        """
    private static let merchants = """
        ref,oper_id,category,name,address,lng,lat,opens,closes,contacter_phone
        shop-1,1,hotpot,蜀香火锅,春熙路1号,104.0657,30.6595,10:00,02:00,028-1
        shop-2,2,food,京味面馆,王府井2号,116.4100,39.9100,,,
        """
    private static let goods = """
        ref,merchant,name,price,market_price,start_date,end_date,stock,per_user,refund_expired
        meal-1,shop-1,双人餐,99.00,128,2026-01-01,2026-12-31,50,2,1
        meal-2,shop-2,炸酱面,9.9,,2026-01-01,2026-12-31,,0,0
        """

    private func send(
        _ commerce: CommerceWorld,
        _ kind: String,
        _ file: String,
        dryRun: Bool = false
    ) async throws -> JSONValue {
        try await commerce.harness.call(
            .post,
            "/admin/commerce/import/\(kind)\(dryRun ? "?dry_run=1" : "")",
            body: Bytes(file.utf8),
            type: "text/csv",
            by: .key
        )
        .json
    }

    private func fill(_ commerce: CommerceWorld) async throws {
        for (kind, file) in [
            ("categories", Self.categories), ("merchants", Self.merchants), ("goods", Self.goods),
        ] {
            let report = try await send(commerce, kind, file)
            try #require(report["created"]?.integer == 2, "\(report)")
        }
    }

    @Test func aFileIsTakenOnce() async throws {
        let commerce = try await CommerceWorld()
        try await fill(commerce)
        #expect(try await commerce.names(["keyword": "hg"]) == ["蜀香火锅"])
        let trail = await commerce.office(.get, "trail?limit=100").body
        for (kind, file) in [
            ("categories", Self.categories), ("merchants", Self.merchants), ("goods", Self.goods),
        ] {
            let report = try await send(commerce, kind, file)
            #expect(report["unchanged"]?.integer == 2, "\(report)")
            #expect(report["changed"]?.integer == 0)
        }
        #expect(await commerce.office(.get, "trail?limit=100").body == trail)
        // Its stock is the journal's, whatever a file says.
        let goods = try await commerce.office(.get, "goods").json["rows"]?.array?.first
        let id = try #require(goods?["id"]?.integer)
        #expect(goods?["stock"]?.integer == 50)
        _ = await commerce.office(.post, "goods/\(id)/stock", #"{"change":-3,"reason":"坏"}"#)
        #expect(try await send(commerce, "goods", Self.goods)["unchanged"]?.integer == 2)
    }

    /// What is exported changes nothing when it is imported, here, and makes all of it elsewhere.
    @Test(arguments: ["csv", "json"])
    func bothWays(_ format: String) async throws {
        let commerce = try await CommerceWorld()
        try await fill(commerce)
        let tricky = #","ref":"t","brand":"=1+1","desc":"一\n\"二\"，;三","contacter":"'-张""#
        let food = try await commerce.category("杂", ref: "misc")
        _ = try await commerce.merchant("-蜀", in: food, at: 104, 30.6, tricky)
        let other = try await CommerceWorld()
        for kind in ["categories", "merchants", "goods"] {
            let file = await commerce.office(.get, "export/\(kind)?format=\(format)")
            #expect(file.status == 200)
            let here = try await send(commerce, kind, file.body)
            #expect(here["refused"]?.integer == 0, "\(here)")
            #expect(here["unchanged"]?.integer == Int64(here["lines"]?.array?.count ?? -1))
            let there = try await send(other, kind, file.body)
            #expect(there["created"]?.integer == here["unchanged"]?.integer, "\(there)")
            let again = await other.office(.get, "export/\(kind)?format=\(format)")
            #expect(again.body == file.body)
        }
    }

    @Test func aDryRunDoesNothing() async throws {
        let commerce = try await CommerceWorld()
        let report = try await send(commerce, "categories", Self.categories, dryRun: true)
        #expect(report["dry_run"]?.bool == true)
        #expect(report["written"]?.bool == false)
        #expect(report["created"]?.integer == 2)
        #expect(try await commerce.office(.get, "categories").json["rows"]?.array?.isEmpty == true)
        #expect(try await commerce.office(.get, "trail").json["rows"]?.array?.isEmpty == true)
    }

    /// One bad line, and nothing is written; the report says which, and why.
    @Test(
        arguments: [
            ("ref,name,parent\na,甲,\nb,乙,nothing", 3, "There is no such category."),
            ("ref,name\na,甲\n,乙", 3, "ref is missing."),
            ("ref,name\na,甲\nb b,乙", 3, "ref is not what it has to be."),
            ("ref,name,status\na,甲,1\nb,乙,3", 3, "status is not what it has to be."),
            ("ref,name,icon\na,甲,\nb,乙,x.png", 3, "There is no such picture."),
            ("ref,place\na,1", 2, "A new one needs more, and a name cannot be empty."),
            (
                #"[{"ref":"a","name":"甲"},{"ref":"b","name":"乙","colour":1}]"#, 2,
                "There is no column colour."
            ),
        ] as [(String, Int64, String)]
    )
    func badLines(_ file: String, _ line: Int64, _ problem: String) async throws {
        let commerce = try await CommerceWorld()
        let report = try await send(commerce, "categories", file)
        #expect(report["written"]?.bool == false)
        #expect(report["refused"]?.integer == 1)
        let bad = report["lines"]?.array?.first { $0["result"]?.string == "refused" }
        #expect(bad?["line"]?.integer == line)
        #expect(bad?["problem"]?.string == problem)
        #expect(try await commerce.office(.get, "categories").json["rows"]?.array?.isEmpty == true)
    }

    @Test(
        arguments: [
            ("merchants", "shop-1,9,hotpot,x,y,104,30", "No mini-program belongs to that centre."),
            ("merchants", "n,1,none,x,y,104,30", "There is no such category."),
            ("merchants", "n,1,food,x,y,10,30", "These coordinates are in no county of China."),
            ("merchants", "n,1,food,x,y,east,30", "lng is not what it has to be."),
        ]
    )
    func badMerchants(_ kind: String, _ line: String, _ problem: String) async throws {
        let commerce = try await CommerceWorld()
        try await fill(commerce)
        let head = "ref,oper_id,category,name,address,lng,lat\n"
        let report = try await send(commerce, kind, head + line)
        #expect(report["lines"]?.array?.first?["problem"]?.string == problem, "\(report)")
    }

    @Test(
        arguments: [
            ("", "columns_unknown"), ("name\nx", "columns_unknown"),
            ("ref,colour\na,b", "columns_unknown"),
            ("ref,ref\na,b", "columns_unknown"), ("ref,name\n\"a", "file_unreadable"),
            ("ref,name\na", "file_unreadable"), ("[1]", "file_unreadable"),
            ("[{\"ref\":1", "file_unreadable"),
            ("ref\n" + String(repeating: "a\n", count: 2_001), "file_too_long"),
        ]
    )
    func badFiles(_ file: String, _ name: String) async throws {
        let commerce = try await CommerceWorld()
        let answer = try await send(commerce, "categories", file)
        #expect(answer["error"]?["code"]?.string == name, "\(answer)")
    }

    @Test func noSuchKind() async throws {
        let commerce = try await CommerceWorld()
        #expect(await commerce.office(.get, "export/people").status == 400)
    }
}
