import AuthCalls
import Basics
import HTTP
import JSON
import TestKit
import Testing

@testable import CommerceServer

/// From one mini-program to another, with the real executables.
@Suite(.serialized)
struct OrderTourTests {
    /// What a phone reads from the newest code.
    private func scan(_ world: OrderStack) async throws -> (appid: String, scene: String) {
        let codes = try await world.control("/sandbox/codes?limit=1", .get)
        let code = try #require(codes["codes"]?.array?.first)
        #expect(code["page"]?.string == "pages/severs/index/index")
        return (
            try #require(code["appid"]?.string), try #require(code["scene"]?.string)
        )
    }

    @Test(.timeLimit(.minutes(5)))
    func theBridge() async throws {
        let world = try await OrderStack()
        try await world.startCommerce()
        try await world.plant()
        let me = try await world.shopper("qiao", app: 1, mobile: "13811150001")
        // A good of the other centre: a link, and no way to pay here.
        let placed = try await me.post(
            "order/buy",
            ["goods_id": "\(Catalogue.away)", "number": "2"]
        )
        #expect(placed.data?["isOperSelf"]?.integer == 0, "\(placed.text)")
        #expect(placed.data?["sdk_config"] == nil)
        let number = try #require(placed.data?["order_no"]?.string)
        let url = try #require(placed.data?["bridge_url"]?.string)
        let parts = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        let target = "/\(parts[2])"
        let bad = try await world.stack.gateway.get(target + "x")
        #expect(bad.status == 200 && bad.text.contains("链接无效"))
        let page = try await world.stack.gateway.get(target)
        #expect(page.text.contains("data:image/") && page.text.contains("10.00"), "\(page.text)")
        // The same person there, who is unknown there: logged in, and pays.
        let (appid, scene) = try await scan(world)
        #expect(appid == OrderWorld.apps[2].appid)
        let there = try await world.shopper("qiao", app: 3)
        let entered = try await there.post("loginWithSceneId", ["sceneId": scene])
        #expect(entered.data?["payload"]?["order_no"]?.string == number, "\(entered.text)")
        let pays = try await there.post("order/pay", ["order_no": number])
        #expect(pays.data?["sdk_config"]?["appId"]?.string == appid, "\(pays.text)")
        try await world.phonePays(pays, as: there)
        let order = try await me.order(number)
        #expect(order["status"]?.integer == 4 && order["items"]?.array?.count == 2)
        #expect(order["user_id"]?.integer == entered.data?["payload"]?["user_id"]?.integer)
        // A scene is good once.
        let again = try await there.post("loginWithSceneId", ["sceneId": scene])
        #expect(again.code == 10001)
        try await friend(me, world)
        try await counter(order, me, world)
        try await world.expectSound()
    }

    /// A friend with an account of their own scans: pays that order, and sees nothing of it.
    private func friend(_ me: OrderStack.Shopper, _ world: OrderStack) async throws {
        let placed = try await me.post(
            "order/buy",
            ["goods_id": "\(Catalogue.away)", "number": "1"]
        )
        let number = try #require(placed.data?["order_no"]?.string, "\(placed.text)")
        let url = try #require(placed.data?["bridge_url"]?.string)
        let parts = url.split(separator: "/", maxSplits: 2, omittingEmptySubsequences: true)
        _ = try await world.stack.gateway.get("/\(parts[2])")
        let (_, scene) = try await scan(world)
        let friend = try await world.shopper("pengyou", app: 3, mobile: "13811150002")
        let early = try await friend.post("order/pay", ["order_no": number])
        #expect(early.code == 10001, "\(early.text)")
        let entered = try await friend.post("loginWithSceneId", ["sceneId": scene])
        #expect(entered.code == 0, "\(entered.text)")
        let pays = try await friend.post("order/pay", ["order_no": number])
        #expect(pays.code == 0, "\(pays.text)")
        #expect(try await friend.get("order/detail", "order_no=\(number)").code == 10001)
        #expect(try await friend.post("order/cancel", ["order_no": number]).code == 10001)
        #expect(try await friend.get("orders").data?["total"]?.integer == 0)
        try await world.phonePays(pays, as: friend)
        #expect(try await me.order(number)["status"]?.integer == 4)
    }

    /// Redeemed by the key that a clerk's till has, and given back by its buyer where it is not.
    private func counter(
        _ order: JSONValue,
        _ me: OrderStack.Shopper,
        _ world: OrderStack
    ) async throws {
        let code = try #require(order["items"]?.array?.first?["verify_code"]?.string)
        let key = try TextFile.read("\(world.stack.home.path)/admin.key")
        func redeem() async throws -> TestKit.Answer {
            try await world.stack.gateway.send(
                .post,
                "/admin/commerce/vouchers/redeem",
                token: key.filter { !$0.isWhitespace },
                body: Bytes(#"{"verify_code":"\#(code)"}"#.utf8),
                contentType: "application/json"
            )
        }
        let redeemed = try await redeem()
        #expect(redeemed.status == 200, "\(redeemed.text)")
        #expect(try await redeem().status == 409)
        let number = try #require(order["order_no"]?.string)
        let refused = try await me.post("order/refund", ["order_no": number])
        #expect(refused.code == 10001, "\(refused.text)")
        // Five minutes later WeChat knows that it was handed over.
        try await world.control("/sandbox/clock", .post, #"{"advance_seconds":301}"#)
        try await eventually(within: 20, "WeChat is told") {
            let file = try await world.stack.gateway.get(
                "/admin/commerce/orders/\(number)",
                token: key.filter { !$0.isWhitespace }
            )
            return file.json?["timeline"]?.array?.contains { $0["what"]?.string == "shipped" }
                ?? false
        }
    }
}
