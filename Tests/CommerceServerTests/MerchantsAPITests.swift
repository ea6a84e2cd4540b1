import HTTP
import JSON
import ServiceKit
import Testing

@testable import CommerceServer

/// Merchants and goods, as `merchants.md` has them.
@Suite struct MerchantsAPITests {
    @Test func categories() async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食")
        let hotpot = try await commerce.category("火锅", under: food)
        let gone = try await commerce.category("停用")
        _ = try await commerce.category("停用之下", under: gone)
        _ = await commerce.office(.patch, "categories/\(gone)", #"{"status":2}"#)
        let answer = await commerce.get("merchant/categories/tree")
        #expect(
            answer.body
                == #"{"code":0,"message":"请求成功","data":{"list":[{"id":\#(food),"pid":0,"name":"美食","#
                + #""icon":"","status":1,"sub":[{"id":\#(hotpot),"pid":\#(food),"name":"火锅","#
                + #""icon":"","status":1,"sub":[]}]}]}}"#
        )
    }

    /// Every field of the contract, with its type.
    @Test func oneMerchant() async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食")
        let id = try await commerce.merchant(
            "蜀香火锅",
            in: food,
            at: 104.065735,
            30.659462,
            #","brand":"蜀香","opens":"10:30","closes":"02:00","desc":"好吃","contacter":"张三","#
                + #""contacter_phone":"028-1234""#
        )
        let parameters = ["id": "\(id)", "lng": "104.075735", "lat": "30.659462"]
        let answer = await commerce.get("merchant/detail", parameters)
        #expect(
            answer.body
                == #"{"code":0,"message":"请求成功","data":{"id":\#(id),"oper_id":1,"#
                + #""merchant_category_id":\#(food),"merchantCategoryName":"美食","name":"蜀香火锅","#
                + #""brand":"蜀香","region":1,"address":"路1号","province":"四川省","#
                + #""province_id":510000,"city":"成都市","city_id":510100,"area":"青羊区","#
                + #""area_id":510105,"lng":104.065735,"lat":30.659462,"#
                + #""business_time":["10:30:00","02:00:00"],"isOpen":1,"logo":"","desc_pic":"","#
                + #""desc":"好吃","contacter":"张三","contacter_phone":"028-1234","status":1,"#
                + #""distance":957,"lowestAmount":"0.00","isOperSelf":1}}"#
        )
        let other = await commerce.harness.call(
            .get,
            "/api/user/merchant/detail",
            ["id": "\(id)"],
            as: CommerceWorld.caller(2, oper: 2)
        )
        #expect(try other.json["data"]?["isOperSelf"]?.integer == 0)
        #expect(try other.json["data"]?["distance"] == nil)
    }

    @Test func whatIsNotThere() async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食")
        let merchant = try await commerce.merchant("甲店", in: food)
        let goods = try await commerce.goods("甲", of: merchant)
        _ = await commerce.office(.patch, "goods/\(goods)", #"{"status":2}"#)
        let noGoods = ServiceKit.Answer(200, #"{"code":10001,"message":"商品不存在或已下架"}"#)
        #expect(await commerce.get("goods/detail", ["id": "\(goods)"]) == noGoods)
        #expect(await commerce.get("goods/detail", ["id": "1"]) == noGoods)
        _ = await commerce.office(.patch, "goods/\(goods)", #"{"status":1}"#)
        #expect(await commerce.get("goods/detail", ["id": "\(goods)"]) != noGoods)
        _ = await commerce.office(.patch, "merchants/\(merchant)", #"{"status":2}"#)
        #expect(await commerce.get("goods/detail", ["id": "\(goods)"]) == noGoods)
        let nobody = ServiceKit.Answer(200, #"{"code":10001,"message":"商家不存在或已停业"}"#)
        for path in ["merchant/detail", "goods"] {
            for id in ["\(merchant)", "1", "-5"] {
                let answer = await commerce.get(path, ["id": id, "merchant_id": id])
                #expect(answer == nobody, "\(path) \(id)")
            }
        }
        #expect(try await commerce.names([:]).isEmpty)
    }

    @Test(
        arguments: [
            ("merchants", ["page": "0"]), ("merchants", ["page": "x"]),
            ("merchants", ["radius": "0"]),
            ("merchants", ["city_id": "x"]), ("merchants", ["lng": "200", "lat": "1"]),
            ("merchants", ["merchant_category_id": "a"]), ("merchant/detail", ["id": "x"]),
            ("goods/detail", ["id": "1.5"]), ("goods", ["merchant_id": "1", "page": "-1"]),
        ] as [(String, [String: String])]
    )
    func badParameters(_ path: String, _ parameters: [String: String]) async throws {
        let commerce = try await CommerceWorld()
        #expect(
            await commerce.get(path, parameters)
                == ServiceKit.Answer(200, #"{"code":10001,"message":"参数不合法"}"#)
        )
    }

    @Test(arguments: ["merchant/detail", "goods", "goods/detail"])
    func missingParameters(_ path: String) async throws {
        let commerce = try await CommerceWorld()
        #expect(
            await commerce.get(path)
                == ServiceKit.Answer(200, #"{"code":10001,"message":"参数不能为空"}"#)
        )
    }

    @Test func lists() async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食")
        let hotpot = try await commerce.category("火锅", under: food)
        let hair = try await commerce.category("理发")
        // In Chengdu, one kilometre apart to the east; one in Beijing.
        _ = try await commerce.merchant("蜀香火锅", in: hotpot, at: 104.06, 30.66)
        _ = try await commerce.merchant("老灶火锅", in: hotpot, at: 104.07, 30.66)
        _ = try await commerce.merchant("快剪", in: hair, at: 104.08, 30.66)
        _ = try await commerce.merchant("面馆", in: food, at: 104.09, 30.66)
        _ = try await commerce.merchant("京味火锅", in: hotpot, at: 116.40, 39.91)
        for (parameters, expected) in [
            ([:], ["蜀香火锅", "老灶火锅", "快剪", "面馆", "京味火锅"]),
            (["city_id": "510100"], ["蜀香火锅", "老灶火锅", "快剪", "面馆"]),
            (
                ["city_id": "0", "merchant_category_id": "0", "keyword": ""],
                ["蜀香火锅", "老灶火锅", "快剪", "面馆", "京味火锅"]
            ),
            (["city_id": "110100"], ["京味火锅"]), (["city_id": "310100"], []),
            (["merchant_category_id": "\(food)"], ["蜀香火锅", "老灶火锅", "面馆", "京味火锅"]),
            (["merchant_category_id": "\(hotpot)", "city_id": "510100"], ["蜀香火锅", "老灶火锅"]),
            (["merchant_category_id": "5"], []), (["keyword": "火锅"], ["蜀香火锅", "老灶火锅", "京味火锅"]),
            (["keyword": "hg", "city_id": "510100"], ["蜀香火锅", "老灶火锅"]),
            (["keyword": "香火锅"], ["蜀香火锅"]), (["keyword": "jwhg"], ["京味火锅"]),
            (["keyword": "火锅", "merchant_category_id": "\(hair)"], []),
            (["lng": "104.09", "lat": "30.66"], ["面馆", "快剪", "老灶火锅", "蜀香火锅", "京味火锅"]),
            (["lng": "104.09", "lat": "30.66", "radius": "1500"], ["面馆", "快剪"]),
            (["lng": "104.09", "lat": "30.66", "radius": "2500", "keyword": "火锅"], ["老灶火锅"]),
            (["lng": "104.09", "lat": "30.66", "keyword": "火锅"], ["老灶火锅", "蜀香火锅", "京味火锅"]),
            (
                [
                    "lng": "104.09", "lat": "30.66", "city_id": "510100",
                    "merchant_category_id": "\(hotpot)",
                ],
                ["老灶火锅", "蜀香火锅"]
            ),
            // A radius alone, or half of a place, says nothing.
            (["radius": "1", "city_id": "110100"], ["京味火锅"]),
            (["lng": "104.09", "city_id": "110100"], ["京味火锅"]),
        ] as [([String: String], [String])] {
            let answer = await commerce.get("merchants", parameters)
            let data = try answer.json["data"]
            let names = data?["list"]?.array?.compactMap { $0["name"]?.string }
            #expect(names == expected, "\(parameters)")
            #expect(data?["total"]?.integer == Int64(expected.count), "\(parameters)")
        }
        let short = await commerce.get("merchants", ["keyword": "火"])
        #expect(short == ServiceKit.Answer(200, #"{"code":10001,"message":"关键字至少两个字"}"#))
    }

    @Test func pages() async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食")
        for number in 0..<45 {
            let lng = 104.0 + Double(number) * 0.001
            _ = try await commerce.merchant("店号\(number)", in: food, at: lng, 30.66)
        }
        for place in [[:], ["lng": "104", "lat": "30.66"], ["keyword": "店号"]] {
            for (page, range) in [("1", 0..<20), ("2", 20..<40), ("3", 40..<45), ("4", 0..<0)] {
                let names = try await commerce.names(place.merging(["page": page]) { $1 })
                #expect(names == range.map { "店号\($0)" }, "\(place) \(page)")
            }
            let far = await commerce.get("merchants", place.merging(["page": "99999"]) { $1 })
            #expect(try far.json["data"]?["total"]?.integer == 45)
            #expect(try far.json["data"]?["list"]?.array?.isEmpty == true)
        }
    }

    /// What is said of a merchant is found by it at once, and what is no longer said is not.
    @Test func changesAreFound() async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食")
        let hair = try await commerce.category("理发")
        let id = try await commerce.merchant("蜀香火锅", in: food)
        _ = await commerce.office(
            .patch,
            "merchants/\(id)",
            #"{"name":"京味面馆","category_id":\#(hair),"lng":116.40,"lat":39.91}"#
        )
        for (parameters, total) in [
            (["keyword": "火锅"], 0), (["keyword": "面馆"], 1), (["city_id": "510100"], 0),
            (["city_id": "110100"], 1), (["merchant_category_id": "\(food)"], 0),
            (["merchant_category_id": "\(hair)"], 1),
            (["lng": "104.0657", "lat": "30.6595", "radius": "99"], 0),
        ] as [([String: String], Int64)] {
            let data = try await commerce.get("merchants", parameters).json["data"]
            #expect(data?["total"]?.integer == total, "\(parameters)")
        }
        _ = await commerce.office(.patch, "merchants/\(id)", #"{"status":2}"#)
        for parameters in [
            [:], ["keyword": "面馆"], ["lng": "116.4", "lat": "39.91", "radius": "9999"],
        ] {
            let data = try await commerce.get("merchants", parameters).json["data"]
            #expect(data?["total"]?.integer == 0, "\(parameters)")
        }
    }

    @Test func goodsOnSale() async throws {
        let commerce = try await CommerceWorld()
        let food = try await commerce.category("美食")
        let merchant = try await commerce.merchant("甲店", in: food)
        func lowest() async throws -> String? {
            try await commerce.get("merchant/detail", ["id": "\(merchant)"])
                .json["data"]?["lowestAmount"]?.string
        }
        let first = try await commerce.goods(
            "双人餐",
            of: merchant,
            fen: 9_900,
            #","market_price":12800,"desc":"好","buy_info":"请预约","stock":5,"per_user":2,"#
                + #""opens":"10:00","closes":"22:00""#
        )
        #expect(try await lowest() == "99.00")
        let answer = await commerce.get("goods/detail", ["id": "\(first)"])
        let line =
            #"{"id":\#(first),"oper_id":1,"merchant_id":\#(merchant),"name":"双人餐","desc":"好","#
            + #""market_price":"128.00","price":"99.00","start_date":"2026-01-01","#
            + #""end_date":"2026-12-31","business_time":["10:00:00","22:00:00"],"thumb_url":"","#
            + #""pic":"","pic_list":[],"buy_info":"请预约","status":1,"sell_number":0,"stock":5,"#
            + #""per_user":2,"isOperSelf":1}"#
        #expect(answer.body == #"{"code":0,"message":"请求成功","data":\#(line)}"#)
        let list = await commerce.get("goods", ["merchant_id": "\(merchant)"])
        #expect(list.body == #"{"code":0,"message":"请求成功","data":{"list":[\#(line)]}}"#)

        // A cheaper one; it ends today, in China, and tomorrow it is gone by itself.
        let second = try await commerce.goods("小份", of: merchant, fen: 1)
        _ = await commerce.office(.patch, "goods/\(second)", #"{"end_date":"2026-01-15"}"#)
        #expect(try await lowest() == "0.01")
        commerce.world.time.advance(seconds: 43_199)
        #expect(try await lowest() == "0.01")
        commerce.world.time.advance(seconds: 1)
        #expect(try await lowest() == "99.00")
        let left = try await commerce.get("goods", ["merchant_id": "\(merchant)"]).json
        #expect(left["data"]?["list"]?.array?.count == 1)
        _ = await commerce.office(.patch, "goods/\(first)", #"{"status":2}"#)
        #expect(try await lowest() == "0.00")
    }
}
