import Basics
import HTTP
import HTTPClient
import JSON
import TestKit
import Testing

extension Contracts {
    /// Areas, merchants and goods, through the gateway: made in the back office, seen on a phone.
    @Suite(.stack)
    struct CatalogueContractTests {
        private func token(_ name: String, _ stack: Stack) async throws -> String {
            let code = try await Visitor.loginCode(of: name, in: stack)
            let answer = try await stack.gateway.post("/api/user/wxLogin", form: ["code": code])
            return try #require(answer.data?["token"]?.string, "\(answer.text)")
        }

        private func take(_ kind: String, _ file: String, _ stack: Stack) async throws -> Answer {
            let key = try TextFile.read(stack.home.file("admin.key")).split(separator: "\n").first
            return try await stack.gateway.send(
                .post,
                "/admin/commerce/import/\(kind)",
                token: key.map(String.init),
                body: Bytes(file.utf8),
                contentType: "text/csv"
            )
        }

        @Test("merchants from a file are found by city, keyword and distance, with their goods")
        func fromFileToPhone() async throws {
            let stack = try runningStack()
            let token = try await token("walker", stack)
            let apps = try await stack.client(of: .sandbox).get("/sandbox/apps")
            let oper = try #require(apps.json?["apps"]?.array?.first?["oper_id"]?.integer)
            for (kind, file) in [
                ("categories", "ref,parent,name\nct-food,,合约美食\nct-hotpot,ct-food,合约火锅"),
                (
                    "merchants",
                    "ref,oper_id,category,name,address,lng,lat,opens,closes\n"
                        + "ct-1,\(oper),ct-hotpot,合约蜀香火锅,布达拉宫旁,91.1172,29.6578,00:00,24:00\n"
                        + "ct-2,\(oper),ct-food,合约面馆,八廓街,91.1322,29.6527,10:00,02:00"
                ),
                (
                    "goods",
                    "ref,merchant,name,price,start_date,end_date,stock\n"
                        + "ct-g1,ct-1,双人餐,99.00,2020-01-01,2099-12-31,50"
                ),
            ] {
                let answer = try await take(kind, file, stack)
                #expect(answer.json?["written"]?.bool == true, "\(answer.text)")
                let again = try await take(kind, file, stack)
                #expect(again.json?["changed"]?.integer == 0, "\(again.text)")
                #expect(again.json?["created"]?.integer == 0, "\(again.text)")
            }
            let place = try await stack.gateway.get(
                "/api/user/area/getByGps?lng=91.1172&lat=29.6578",
                token: token
            )
            #expect(place.data?["city_id"]?.integer == 540_100, "\(place.text)")
            for search in [
                "city_id=540100", "keyword=hyhg&city_id=540100", "keyword=%E5%90%88%E7%BA%A6",
                "lng=91.1170&lat=29.6570&radius=3000",
            ] {
                let list = try await stack.gateway.get(
                    "/api/user/merchants?\(search)",
                    token: token
                )
                let names = list.data?["list"]?.array?.compactMap { $0["name"]?.string } ?? []
                #expect(
                    names.contains("合约蜀香火锅") || search.contains("hyhg"),
                    "\(search) \(list.text)"
                )
            }
            let near = try await stack.gateway.get(
                "/api/user/merchants?lng=91.1170&lat=29.6570&radius=3000&keyword=hysxhg",
                token: token
            )
            let shop = try #require(near.data?["list"]?.array?.first, "\(near.text)")
            #expect(near.data?["total"]?.integer == 1)
            #expect(shop["lowestAmount"]?.string == "99.00")
            #expect(shop["isOpen"]?.integer == 1)
            #expect(shop["isOperSelf"]?.integer == 1)
            #expect(try #require(shop["distance"]?.integer) < 200)
            let id = try #require(shop["id"]?.integer)
            let goods = try await stack.gateway.get(
                "/api/user/goods?merchant_id=\(id)",
                token: token
            )
            let good = try #require(goods.data?["list"]?.array?.first, "\(goods.text)")
            #expect(good["price"]?.string == "99.00")
            #expect(good["stock"]?.integer == 50)
        }

        @Test("the tree of areas is sent once, and then kept")
        func areas() async throws {
            let stack = try runningStack()
            let token = try await token("mapper", stack)
            let first = try await stack.gateway.get("/api/user/area/tree?tier=2", token: token)
            #expect(first.data?["list"]?.array?.count == 34, "\(first.status)")
            let tag = try #require(first.headers["ETag"])
            var request = ClientRequest(
                method: .get,
                address: stack.gateway.address,
                target: "/api/user/area/tree?tier=2"
            )
            request.headers.add("Authorization", "Bearer \(token)")
            request.headers.add("If-None-Match", tag)
            let again = try await stack.gateway.send(request)
            #expect(again.status == 304)
        }

        @Test("without a token or the key there is nothing to see")
        func strangers() async throws {
            let stack = try runningStack()
            let list = try await stack.gateway.get("/api/user/merchants")
            #expect(list.status == 401 && list.code == 10007, "\(list.text)")
            let office = try await stack.gateway.get("/admin/commerce/merchants")
            #expect(office.status == 401, "\(office.text)")
        }
    }
}
