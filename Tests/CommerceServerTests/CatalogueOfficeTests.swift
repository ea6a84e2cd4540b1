import Basics
import CommerceDomain
import Contracts
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import CommerceServer

/// The back office of the catalogue.
@Suite struct CatalogueOfficeTests {
    private static func `operator`(_ duty: Duty, merchants: Set<Int64> = []) -> Operator {
        Operator(id: "o:1", name: "甲", duties: [duty], merchants: merchants)
    }

    /// Who may what: one row an endpoint.
    @Test(
        arguments: [
            (.get, "categories", [.owner, .editor, .support, .finance, .viewer, .manager]),
            (.post, "categories", [.owner, .editor]), (.patch, "categories/1", [.owner, .editor]),
            (.get, "merchants", [.owner, .editor, .support, .finance, .viewer, .manager]),
            (.get, "merchants/1", [.owner, .editor, .support, .finance, .viewer, .manager]),
            (.post, "merchants", [.owner, .editor]), (.patch, "merchants/1", [.owner, .editor]),
            (.get, "goods", [.owner, .editor, .support, .finance, .viewer, .manager]),
            (.get, "goods/1", [.owner, .editor, .support, .finance, .viewer, .manager]),
            (.post, "goods", [.owner, .editor, .manager]),
            (.patch, "goods/1", [.owner, .editor, .manager]),
            (.get, "goods/1/stock", [.owner, .editor, .support, .finance, .viewer, .manager]),
            (.post, "goods/1/stock", [.owner, .editor, .manager]),
            (.post, "pictures", [.owner, .editor, .manager]),
            (.get, "export/goods", [.owner, .editor, .finance]),
            (.post, "import/goods", [.owner, .editor]), (.get, "trail", [.owner, .operator]),
        ] as [(HTTP.Method, String, Set<Duty>)]
    )
    func rights(_ method: HTTP.Method, _ path: String, _ allowed: Set<Duty>) async throws {
        let commerce = try await CommerceWorld()
        for duty in Duty.allCases {
            let answer = await commerce.office(method, path, by: Self.operator(duty))
            #expect((answer.status != 403) == allowed.contains(duty), "\(duty) \(answer)")
        }
        let nobody = await commerce.harness.call(method, "/admin/commerce/\(path)")
        #expect(nobody.status == 401)
    }

    /// A manager sees nothing of others, and cannot tell it from what is not there.
    @Test func managers() async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食")
        let mine = try await commerce.merchant("我店", in: food)
        let other = try await commerce.merchant("他店", in: food)
        let goods = try await commerce.goods("他货", of: other)
        let manager = Self.operator(.manager, merchants: [mine])
        let list = try await commerce.office(.get, "merchants", by: manager).json
        #expect(list["rows"]?.array?.compactMap { $0["id"]?.integer } == [mine])
        for (method, path, json) in [
            (.get, "merchants/\(other)", ""), (.get, "goods?merchant_id=\(other)", ""),
            (.get, "goods", ""), (.get, "goods/\(goods)", ""), (.get, "goods/\(goods)/stock", ""),
            (.patch, "goods/\(goods)", #"{"name":"x"}"#),
            (.post, "goods/\(goods)/stock", #"{"stock":1,"reason":"x"}"#),
        ] as [(HTTP.Method, String, String)] {
            let answer = await commerce.office(method, path, json, by: manager)
            #expect(answer.status == 404, "\(path) \(answer)")
        }
        func made(_ merchant: Int64) async -> Int {
            await commerce.office(
                .post,
                "goods",
                #"{"merchant_id":\#(merchant),"name":"货","price":1,"start_date":"2026-01-01","#
                    + #""end_date":"2026-01-31"}"#,
                by: manager
            )
            .status
        }
        #expect(await made(mine) == 200)
        #expect(await made(other) == 422)
        let nobody = Self.operator(.manager)
        let none = try await commerce.office(.get, "merchants", by: nobody).json
        #expect(none["rows"]?.array?.isEmpty == true)
    }

    @Test func oneOfEach() async throws {
        let commerce = try await CommerceWorld()
        let shop = try await commerce.merchant("店", in: try await commerce.category("食"))
        let goods = try await commerce.goods("餐", of: shop)
        for (path, id, name) in [("merchants", shop, "店"), ("goods", goods, "餐")] {
            let answer = await commerce.office(.get, "\(path)/\(id)")
            #expect(answer.status == 200, "\(answer)")
            let json = try answer.json
            #expect(json["id"]?.integer == id && json["name"]?.string == name, "\(answer)")
        }
    }

    /// Every refusal, by its name.
    @Test(
        arguments: [
            (.post, "categories", #"{"name":"x","pid":5}"#, 422, "category_unknown"),
            (.post, "categories", #"{"name":"x","icon":"none.jpg"}"#, 422, "picture_unknown"),
            (.post, "categories", #"{"name":"x","ref":"food"}"#, 409, "ref_taken"),
            (.post, "categories", #"{"name":""}"#, 422, "incomplete"),
            (.post, "categories", #"{"name":"x","pid":THIRD}"#, 422, "category_too_deep"),
            (.post, "categories", "{}", 400, "bad_request"),
            (.post, "categories", #"{"name":"x","colour":1}"#, 400, "bad_request"),
            (.post, "categories", #"{"name":"x","ref":"a b"}"#, 400, "bad_request"),
            (.patch, "categories/5", #"{"name":"x"}"#, 404, "row_unknown"),
            (.patch, "categories/FOOD", #"{"pid":5}"#, 422, "category_unknown"),
            (.patch, "categories/FOOD", #"{"pid":FOOD}"#, 422, "category_too_deep"),
            (.patch, "categories/FOOD", #"{"pid":THIRD}"#, 422, "category_too_deep"),
            (.patch, "categories/FOOD", #"{"icon":"x"}"#, 422, "picture_unknown"),
            (.patch, "categories/FOOD", #"{"ref":"x"}"#, 400, "bad_request"),
            (.patch, "categories/FOOD", #"{"name":""}"#, 422, "incomplete"),
            (.post, "merchants", "{}", 400, "bad_request"),
            (.post, "goods", "{}", 400, "bad_request"),
            (.get, "merchants/5", "", 404, "row_unknown"),
            (.patch, "merchants/5", #"{"name":"x"}"#, 404, "row_unknown"),
            (.patch, "merchants/SHOP", #"{"category_id":5}"#, 422, "category_unknown"),
            (.patch, "merchants/SHOP", #"{"logo":"x.png"}"#, 422, "picture_unknown"),
            (.patch, "merchants/SHOP", #"{"oper_id":9}"#, 422, "centre_unknown"),
            (.patch, "merchants/SHOP", #"{"name":""}"#, 422, "incomplete"),
            (.patch, "merchants/SHOP", #"{"lng":139.7,"lat":35.7}"#, 422, "place_abroad"),
            (.patch, "merchants/SHOP", #"{"opens":"25:00"}"#, 400, "bad_request"),
            (.patch, "merchants/SHOP", #"{"status":"1"}"#, 400, "bad_request"),
            (.get, "goods/5", "", 404, "row_unknown"),
            (.get, "goods/5/stock", "", 404, "row_unknown"),
            (.patch, "goods/5", #"{"name":"x"}"#, 404, "row_unknown"),
            (.patch, "goods/GOODS", #"{"end_date":"2025-12-31"}"#, 422, "dates_reversed"),
            (.patch, "goods/GOODS", #"{"pic":"x.png"}"#, 422, "picture_unknown"),
            (.patch, "goods/GOODS", #"{"pic_list":["x.png"]}"#, 422, "picture_unknown"),
            (.patch, "goods/GOODS", #"{"name":""}"#, 422, "incomplete"),
            (.patch, "goods/GOODS", #"{"price":0}"#, 400, "bad_request"),
            (.patch, "goods/GOODS", #"{"end_date":"2026-02-30"}"#, 400, "bad_request"),
            (.post, "goods/GOODS/stock", #"{"change":-1,"reason":"x"}"#, 409, "stock_too_low"),
            (.post, "goods/GOODS/stock", #"{"reason":"x"}"#, 400, "bad_request"),
            (.post, "goods/GOODS/stock", #"{"stock":1}"#, 400, "bad_request"),
            (.post, "goods/5/stock", #"{"stock":1,"reason":"x"}"#, 404, "row_unknown"),
        ] as [(HTTP.Method, String, String, Int, String)]
    )
    func refusals(
        _ method: HTTP.Method,
        _ path: String,
        _ json: String,
        _ status: Int,
        _ name: String
    ) async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食", ref: "food")
        let second = try await commerce.category("火锅", under: food)
        let third = try await commerce.category("川味", under: second)
        let shop = try await commerce.merchant("甲店", in: food)
        let goods = try await commerce.goods("甲", of: shop)
        func filled(_ text: String) -> String {
            var text = text
            for (word, number) in [
                ("FOOD", food), ("THIRD", third), ("SHOP", shop), ("GOODS", goods),
            ] {
                text = text.split(separator: word, omittingEmptySubsequences: false)
                    .joined(separator: "\(number)")
            }
            return text
        }
        let before = try await state(of: commerce)
        let answer = await commerce.office(method, filled(path), filled(json))
        #expect(answer.status == status, "\(answer)")
        #expect(try answer.json["error"]?["code"]?.string == name, "\(answer)")
        #expect(try await state(of: commerce) == before)
    }

    /// All that an export says of everything, and how long the trail is.
    private func state(of commerce: CommerceWorld) async throws -> [String] {
        var state: [String] = []
        for path in ["export/categories", "export/merchants", "export/goods", "trail?limit=100"] {
            state.append(await commerce.office(.get, path).body)
        }
        return state
    }

    @Test(
        arguments: [
            (#""category_id":5"#, "category_unknown"), (#""oper_id":9"#, "centre_unknown"),
            (#""logo":"x""#, "picture_unknown"), (#""ref":"shop""#, "ref_taken"),
            (#""name":"""#, "incomplete"), (#""lng":0.5,"lat":0.5"#, "place_abroad"),
        ]
    )
    func merchantsThatAreNotMade(_ change: String, _ name: String) async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食")
        _ = try await commerce.merchant("甲", in: food, at: 104, 30.6, #","ref":"shop""#)
        var members = [
            "\"oper_id\"": "1", "\"category_id\"": "\(food)", "\"name\"": "\"乙\"",
            "\"address\"": "\"路\"", "\"lng\"": "104", "\"lat\"": "30.6",
        ]
        for part in change.split(separator: ",") {
            let halves = part.split(separator: ":")
            members[String(halves[0])] = String(halves[1])
        }
        let json = members.map { "\($0):\($1)" }.joined(separator: ",")
        let answer = await commerce.office(.post, "merchants", "{\(json)}")
        #expect(try answer.json["error"]?["code"]?.string == name, "\(answer)")
    }

    @Test(
        arguments: [
            (#""merchant_id":5"#, "merchant_unknown"), (#""pic":"x""#, "picture_unknown"),
            (#""ref":"meal""#, "ref_taken"), (#""name":"""#, "incomplete"),
            (#""start_date":"2027-01-01""#, "dates_reversed"),
        ]
    )
    func goodsThatAreNotMade(_ change: String, _ name: String) async throws {
        let commerce = try await CommerceWorld()
        let shop = try await commerce.merchant("甲", in: try await commerce.category("美食"))
        _ = try await commerce.goods("餐", of: shop, #","ref":"meal""#)
        var members = [
            "\"merchant_id\"": "\(shop)", "\"name\"": "\"乙\"", "\"price\"": "1",
            "\"start_date\"": "\"2026-01-01\"", "\"end_date\"": "\"2026-12-31\"",
        ]
        let halves = change.split(separator: ":")
        members[String(halves[0])] = String(halves[1])
        let json = members.map { "\($0):\($1)" }.joined(separator: ",")
        let answer = await commerce.office(.post, "goods", "{\(json)}")
        #expect(try answer.json["error"]?["code"]?.string == name, "\(answer)")
    }

    @Test func categoriesAreBounded() async throws {
        let commerce = try await CommerceWorld()
        try await commerce.service.database.file.write { connection in
            try connection.run(
                """
                INSERT INTO category (id, ref, parent, name, icon, place, is_on, changed)
                WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2000)
                SELECT i, 'c' || i, NULL, 'c', '', 0, 1, 0 FROM n
                """
            )
        }
        let answer = await commerce.office(.post, "categories", #"{"name":"x"}"#)
        #expect(answer.status == 409)
        #expect(try answer.json["error"]?["code"]?.string == "categories_too_many")
    }

    @Test func theTrail() async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食")
        let shop = try await commerce.merchant("甲店", in: food, at: 104, 30.6, #","contacter":"张三""#)
        let change = #"{"name":"乙店","contacter":"李四","reason":"改名"}"#
        _ = await commerce.office(.patch, "merchants/\(shop)", change)
        // What is as it was leaves no row.
        _ = await commerce.office(.patch, "merchants/\(shop)", change)
        let rows = try await commerce.office(.get, "trail?subject=merchant:\(shop)").json["rows"]
        #expect(rows?.array?.count == 2)
        let row = rows?.array?.first
        #expect(row?["what"]?.string == "commerce.merchant.change")
        #expect(row?["before"]?.string == "name=甲店 contacter=…")
        #expect(row?["after"]?.string == "name=乙店 contacter=…")
        #expect(row?["reason"]?.string == "改名")
    }

    @Test func theJournalOfAStock() async throws {
        let commerce = try await CommerceWorld()
        let shop = try await commerce.merchant("甲", in: try await commerce.category("美食"))
        let goods = try await commerce.goods("餐", of: shop, fen: 1, #","stock":50"#)
        for (json, stock) in [
            (#"{"change":10,"reason":"进货"}"#, 60), (#"{"change":-25,"reason":"破损"}"#, 35),
            (#"{"stock":40,"reason":"盘点"}"#, 40), (#"{"uncounted":true,"reason":"不限"}"#, nil),
            (#"{"stock":7,"reason":"又数"}"#, 7), (#"{"stock":7,"reason":"没变"}"#, 7),
        ] as [(String, Int64?)] {
            let answer = await commerce.office(.post, "goods/\(goods)/stock", json)
            #expect(try answer.json["stock"]?.integer == stock, "\(answer)")
        }
        let path = "goods/\(goods)/stock"
        let page = try await commerce.office(.get, "\(path)?limit=4").json
        #expect(page["rows"]?.array?.compactMap { $0["change"]?.integer } == [50, 10, -25, 5])
        let rest = try await commerce.office(.get, "\(path)?after=\(page["next"]?.integer ?? 0)")
            .json
        #expect(rest["rows"]?.array?.compactMap { $0["change"]?.integer } == [-40, 7])
        #expect(rest["rows"]?.array?.compactMap { $0["reason"]?.string } == ["不限", "又数"])
        #expect(rest["rows"]?.array?.first?["stock_after"] == nil)
    }

    /// Each cause once, never below nothing, and the rows add up.
    @Test func aStockIsNeverOversold() async throws {
        let commerce = try await CommerceWorld()
        let shop = try await commerce.merchant("甲", in: try await commerce.category("美食"))
        let goods = ID<Goods>(try await commerce.goods("餐", of: shop, fen: 1, #","stock":3"#))
        let taken = try await commerce.service.database.write { unit in
            let store = StockStore(connection: unit.connection)
            return try (0..<10).map { number in
                try store.change(goods, by: -1, cause: "order:\(number / 2)", at: unit.now)
            }
        }
        // Four causes, each asked twice; then there are none.
        #expect(taken == [true, true, true, true, true, true, false, false, false, false])
        let entries = try await commerce.service.database.read {
            try StockStore(connection: $0).entries(of: goods, after: 0, upTo: 100)
        }
        #expect(entries.map(\.stockAfter) == [3, 2, 1, 0])
        #expect(entries.reduce(0) { $0 + $1.change } == 0)
    }
}
