import HTTP
import JSON
import ServiceKit
import Testing

@testable import CommerceServer

@Suite struct AreaAPITests {
    @Test(arguments: [("1", 1), ("2", 2), ("3", 3), ("", 3)] as [(String, Int)])
    func trees(_ tier: String, _ levels: Int) async throws {
        let commerce = try await CommerceWorld()
        let answer = await commerce.get("area/tree", tier.isEmpty ? [:] : ["tier": tier])
        let list = try #require(try answer.json["data"]?["list"]?.array)
        #expect(list.count == 34)
        let first = try #require(list.first)
        #expect(first["area_id"]?.integer == 110_000)
        #expect(first["parent_id"]?.integer == 0)
        #expect(first["name"]?.string == "北京市")
        let city = first["sub"]?.array?.first
        #expect((city != nil) == (levels > 1))
        let county = city?["sub"]?.array?.first
        #expect((county != nil) == (levels > 2))
        if levels > 2 { #expect(county?["name"]?.string == "东城区") }
    }

    @Test(arguments: ["area/tree", "area/cities/withHot"])
    func aPhoneKeepsIt(_ path: String) async throws {
        let commerce = try await CommerceWorld()
        let tag = try #require(await commerce.get(path).headers["ETag"])
        for (known, status) in [
            (tag, 304), ("W/\(tag)", 304), ("\"x\", \(tag)", 304), ("*", 304), ("\"x\"", 200),
        ] {
            let answer = await commerce.harness.call(
                .get,
                "/api/user/\(path)",
                as: CommerceWorld.caller(1),
                headers: [("If-None-Match", known)]
            )
            #expect(answer.status == status, "\(known)")
            #expect(answer.body.isEmpty == (status == 304))
            #expect(answer.headers["ETag"] == tag)
        }
    }

    @Test(arguments: ["0", "4", "x", "-1", "1.5"])
    func noSuchTier(_ tier: String) async throws {
        let commerce = try await CommerceWorld()
        #expect(
            await commerce.get("area/tree", ["tier": tier])
                == ServiceKit.Answer(200, #"{"code":10001,"message":"参数不合法"}"#)
        )
    }

    @Test func cities() async throws {
        let commerce = try await CommerceWorld()
        let data = try #require(try await commerce.get("area/cities/withHot").json["data"]?.object)
        let names = data.members.map(\.name)
        #expect(names.first == "热门")
        #expect(names.dropFirst() == names.dropFirst().sorted()[...])
        #expect(Set(["I", "O", "U", "V"]).isDisjoint(with: names))
        let all = data.members.dropFirst().flatMap { $0.value.array ?? [] }
        #expect(all.count == 373)
        let luohe = data["L"]?.array?.contains { $0["area_id"]?.integer == 411_100 }
        #expect(luohe == true)
        #expect(data["热门"]?.array?.first?["name"]?.string == "北京市")
    }

    /// In GCJ-02, as phones in China give it, and in WGS-84 on request.
    @Test(
        arguments: [
            (["lng": "116.3975", "lat": "39.9087"], 110_101),
            (["lng": "116.391265", "lat": "39.907339", "coord": "wgs84"], 110_101),
            (["lng": "113.75", "lat": "23.04"], 441_900),
        ] as [([String: String], Int64)]
    )
    func whereSomebodyIs(_ parameters: [String: String], _ area: Int64) async throws {
        let commerce = try await CommerceWorld()
        let data = try await commerce.get("area/getByGps", parameters).json["data"]
        #expect(data?["area_id"]?.integer == area)
        #expect(data?["city"]?.string?.isEmpty == false)
        #expect(data?["approximate"]?.bool == false)
    }

    /// The same point, half a kilometre apart on the two kinds of maps, across a border.
    @Test func theKindOfMapMatters() async throws {
        let commerce = try await CommerceWorld()
        var differ = 0
        for step in 0..<40 {
            // Along Chaoyang Road in Beijing, from Dongcheng into Chaoyang.
            let lng = "\(116.40 + Double(step) * 0.001)"
            let place = ["lng": lng, "lat": "39.9250"]
            let map = try await commerce.get("area/getByGps", place).json["data"]
            let gps = try await commerce.get(
                "area/getByGps",
                place.merging(["coord": "wgs84"]) { $1 }
            )
            .json["data"]
            if map?["area_id"]?.integer != gps?["area_id"]?.integer { differ += 1 }
        }
        #expect(differ > 0)
    }

    @Test(
        arguments: [
            (["lng": "139.69", "lat": "35.69"], "该位置不在中国境内"),
            (["lng": "31.2", "lat": "121.5"], "参数不合法"),
            (["lng": "x", "lat": "1"], "参数不合法"),
            (["lng": "116.4", "lat": "39.9", "coord": "bd09"], "参数不合法"),
            (["lng": "116.4"], "参数不能为空"), ([:], "参数不能为空"),
        ] as [([String: String], String)]
    )
    func nowhere(_ parameters: [String: String], _ message: String) async throws {
        let commerce = try await CommerceWorld()
        let answer = await commerce.get("area/getByGps", parameters)
        #expect(
            answer == ServiceKit.Answer(200, #"{"code":10001,"message":"\#(message)"}"#)
        )
    }

    @Test(
        arguments: [
            "area/tree", "area/cities/withHot", "area/getByGps?lng=1&lat=1", "merchants",
            "merchant/detail?id=1", "merchant/categories/tree", "goods?merchant_id=1",
            "goods/detail?id=1",
        ]
    )
    func nobodyWithoutAToken(_ path: String) async throws {
        let commerce = try await CommerceWorld()
        let answer = await commerce.harness.call(.get, "/api/user/\(path)")
        #expect(answer.status == 401)
        #expect(try answer.json["code"]?.integer == 10_007)
    }
}
