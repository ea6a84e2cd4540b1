import AuthCalls
import Basics
import CommerceDomain
import HTTP
import JSON
import Loops
import ServiceKit
import Testing

@testable import CommerceServer

/// The bridge: the link, the page, and who may pay by it.
@Suite struct OrderBridgeTests {
    /// An order of the other centre's good, bought in an app of the first one: its link.
    private func link(_ world: OrderWorld) async throws -> (number: String, target: String) {
        let answer = await world.buy(of: Catalogue.away, as: try await world.shopper())
        let data = try #require(answer.data, "\(answer)")
        #expect(data["isOperSelf"]?.integer == 0 && data["sdk_config"] == nil)
        let url = try #require(data["bridge_url"]?.string)
        #expect(url.hasPrefix("https://example.com/miniprogram_bridge/pay?targetOperId=2&orderNo="))
        return (
            try #require(data["order_no"]?.string),
            String(url.dropFirst("https://example.com".utf8.count))
        )
    }

    private func visit(_ target: String, _ world: OrderWorld) async -> ServiceKit.Answer {
        await world.commerce.harness.call(.get, target)
    }

    @Test func thePageShowsTheCode() async throws {
        let world = try await OrderWorld()
        let (number, target) = try await link(world)
        let page = await visit(target, world)
        #expect(page.status == 200)
        #expect(page.headers["Content-Type"] == "text/html; charset=utf-8")
        #expect(page.headers["Cache-Control"] == "no-store")
        #expect(page.headers["Content-Security-Policy"]?.contains("default-src 'none'") == true)
        for text in ["¥<b>5.00</b>", "黑茶", "二号茶馆", number, "金桔挖宝", "data-seconds=\"300\""] {
            #expect(page.body.contains(text), "\(text)")
        }
        #expect(page.body.contains(Base64.encode(AuthStub.picture)))
        let wish = try #require(world.auth.scenes.withLock { $0.first })
        #expect(wish.app == ID(3) && wish.uid == ID(1) && wish.order == number)
        #expect(wish.grant == "order:\(number)")
        #expect(wish.until == (try await world.order(number).expiresAt))
        let code = try #require(world.auth.codes.withLock { $0.first })
        #expect(code.page == "pages/severs/index/index" && code.scene == "scene1")
    }

    /// Without a good ticket nothing is made, and nothing is said of the order.
    @Test func aBadTicketMakesNoCode() async throws {
        let world = try await OrderWorld()
        let (number, target) = try await link(world)
        let other = try await link(world)
        let ticket = try #require(target.split(separator: "=").last)
        let wrong = [
            target.replacing(number, with: other.number),
            target.replacing("userId=1", with: "userId=2"),
            target.replacing("targetOperId=2", with: "targetOperId=1"),
            target.replacing(ticket, with: "x"), target.replacing("&ticket=\(ticket)", with: ""),
            target.replacing(ticket, with: "9" + ticket), "/miniprogram_bridge/pay",
            target.replacing("pages/severs", with: "%2F%2Fevil"),
            target.replacing("userId=1", with: "userId=x"),
        ]
        for target in wrong {
            let page = await visit(target, world)
            #expect(page.status == 200 && page.body.contains("链接无效"), "\(target)")
            #expect(!page.body.contains("黑茶") && !page.body.contains("data:image"))
        }
        #expect(world.auth.scenes.withLock { $0.isEmpty })
    }

    /// The ticket ends when the order does.
    @Test func endsOfALink() async throws {
        let world = try await OrderWorld()
        let me = try await world.shopper()
        let first = try await link(world)
        let second = try await link(world)
        _ = await world.post("order/cancel", ["order_no": first.number], as: me)
        #expect(await visit(first.target, world).body.contains("订单已取消或已关闭"))
        let there = try await world.shopper(1, app: 3)
        let pays = await world.post("order/pay", ["order_no": second.number], as: there)
        try await world.phonePays(pays, as: there)
        #expect(await visit(second.target, world).body.contains("订单已支付"))
        let third = try await link(world)
        world.world.time.advance(seconds: 1801)
        #expect(await visit(third.target, world).body.contains("链接已过期"))
        #expect(world.auth.scenes.withLock { $0.isEmpty })
        try await world.settle()
        try await world.expectSound()
    }

    @Test func onlySoManyCodes() async throws {
        let world = try await OrderWorld()
        let (_, target) = try await link(world)
        for _ in 0..<10 { #expect(await visit(target, world).body.contains("data:image/png")) }
        #expect(await visit(target, world).body.contains("操作太频繁"))
        world.world.time.advance(seconds: 301)
        #expect(await visit(target, world).body.contains("data:image/png"))
        world.auth.codeRefusal.withLock { $0 = .pageUnknown }
        #expect(await visit(target, world).body.contains("暂时无法支付"))
    }

    /// Whoever scanned may pay this one order until it closes, and nothing else of its owner's.
    @Test func whoScannedMayPayThisOneOrder() async throws {
        let world = try await OrderWorld()
        let (number, _) = try await link(world)
        let (other, _) = try await link(world)
        let order = try await world.order(number)
        let grant = Grant(
            uid: ID(1),
            subject: ExternalID("order:\(number)"),
            expires: order.expiresAt
        )
        for uid in [Int64?.none, 2] {
            let guest = try await world.shopper(2, app: 3, uid: .some(uid), grant: grant)
            let answer = await world.post("order/pay", ["order_no": number], as: guest)
            #expect(answer.code == 0 && answer.data?["isOperSelf"]?.integer == 1, "\(answer)")
            #expect(answer.data?["sdk_config"]?["appId"]?.string == OrderWorld.apps[2].appid)
            let refused: Int64 = uid == nil ? 10003 : 10001
            let theirs = await world.post("order/pay", ["order_no": other], as: guest)
            #expect(theirs.code == refused, "\(theirs)")
            let detail = await world.get("order/detail", ["order_no": number], as: guest)
            #expect(detail.code == refused)
            for path in ["order/cancel", "order/refund"] {
                let answer = await world.post(path, ["order_no": number], as: guest)
                #expect(answer.code == refused)
            }
        }
        let guest = try await world.shopper(2, app: 3, grant: grant)
        let pays = await world.post("order/pay", ["order_no": number], as: guest)
        try await world.phonePays(pays, as: guest)
        #expect(try await world.order(number).state == .paid)
        #expect(try await world.order(number).uid == ID(1))
        world.world.time.advance(seconds: 1801)
        let late = await world.post("order/pay", ["order_no": number], as: guest)
        #expect(late.code == 10001)
        try await world.settle()
        try await world.expectSound()
    }

    /// A grant for another order, or that is over, is none.
    @Test func aGrantIsForOneOrder() async throws {
        let world = try await OrderWorld()
        let (number, _) = try await link(world)
        let end = try await world.order(number).expiresAt
        for (subject, expires) in [
            ("order:\(number)1", end), ("order:1", end),
            ("order:\(number)", world.world.clock.now),
        ] {
            let grant = Grant(uid: ID(1), subject: ExternalID(subject), expires: expires)
            let guest = try await world.shopper(2, app: 3, grant: grant)
            let answer = await world.post("order/pay", ["order_no": number], as: guest)
            #expect(answer.code == 10001, "\(subject)")
        }
        // The owner, in an app that is not the centre's, gets the link again.
        let me = try await world.shopper()
        let again = await world.post("order/pay", ["order_no": number], as: me)
        #expect(again.data?["bridge_url"]?.string?.contains(number) == true)
    }

    /// What merchants call themselves is text in the page, whatever it looks like.
    @Test func textStaysText() {
        #expect(BridgePage.escaped("<b>\"'&") == "&lt;b&gt;&quot;&#39;&amp;")
        let words = OrderDesk.words("茶\u{1F375}\u{0}叶", upTo: 2)
        #expect(words == "茶叶")
    }
}
