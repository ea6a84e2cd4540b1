import Basics
import HTTP
import HTTPClient
import JSON
import ServiceKit
import Storage
import TestKit
import Testing

@testable import SandboxServer

/// Orders that are not paid in a mini-program: by a code, by a link, in an app.
@Suite struct OrderTradeTests {
    private static let all = PayOrder.Trade.allCases
    private static let others: [PayOrder.Trade] = [.native, .h5, .app]
    private static let scene =
        #""scene_info":{"payer_client_ip":"1.2.3.4","h5_info":{"type":"Wap"}}"#

    private let world: SandboxWorld
    private let caller: PayCaller

    init() async throws {
        world = try await SandboxWorld()
        caller = PayCaller(world: world)
    }

    private static func path(_ trade: PayOrder.Trade) -> String {
        switch trade {
        case .jsapi: "/v3/pay/transactions/jsapi"
        case .native: "/v3/pay/transactions/native"
        case .h5: "/v3/pay/transactions/h5"
        case .app: "/v3/pay/transactions/app"
        }
    }

    /// An order that each of them takes; whatever is given takes the place of what is right.
    private func order(
        _ number: String = "T000001",
        description: String = "金桔",
        total: String = "100",
        notify: String = "http://127.0.0.1:9/x",
        scene: String = Self.scene
    ) async throws -> String {
        let openid = try await world.login()["openid"]?.string ?? ""
        return #"{"appid":"wx6b756d7175617401","mchid":"1660000109","#
            + #""description":"\#(description)","out_trade_no":"\#(number)","#
            + #""notify_url":"\#(notify)","amount":{"total":\#(total)},"#
            + #""payer":{"openid":"\#(openid)"}\#(scene.isEmpty ? "" : ",")\#(scene)}"#
    }

    /// What `POST /sandbox/pay` is given for what the order was answered with.
    private func wanted(_ answer: JSONValue) throws -> String {
        for name in ["prepay_id", "code_url", "h5_url"] {
            if let text = answer[name]?.string { return #""\#(name)":"\#(text)""# }
        }
        throw NeverHappened(description: "nothing to be paid by: \(answer)")
    }

    private func place(_ trade: PayOrder.Trade, _ order: String) async throws -> JSONValue {
        let reply = try await caller.send(.post, Self.path(trade), order)
        #expect(reply.status == 200, "\(reply.text)")
        return reply.json
    }

    private func shown(_ number: String = "T000001") async throws -> JSONValue {
        try await caller.send(
            .get,
            "/v3/pay/transactions/out-trade-no/\(number)?mchid=1660000109"
        ).json
    }

    /// Placed, paid by somebody, asked for, refunded, in the bill: each under its `trade_type`, with
    /// who has paid.
    @Test(arguments: Self.all)
    func fromOrderToRefund(_ trade: PayOrder.Trade) async throws {
        let answer = try await place(trade, order())
        #expect(answer.object?.members.count == 1)
        #expect(try await shown()["trade_state"]?.string == "NOTPAY")
        #expect(try await shown()["payer"] == nil)
        let paid = try await world.post(
            "/sandbox/pay",
            #"{"user":"xiaoming",\#(wanted(answer))}"#
        )
        #expect(paid.status == 200, "\(paid.text)")
        let order = try await shown()
        #expect(order["trade_state"]?.string == "SUCCESS")
        #expect(order["trade_type"]?.string == trade.rawValue)
        let openid = try await world.login()["openid"]?.string
        #expect(order["payer"]?["openid"]?.string == openid)
        let transaction = order["transaction_id"]?.string ?? ""
        let same = try await caller.send(
            .get,
            "/v3/pay/transactions/id/\(transaction)?mchid=1660000109"
        )
        #expect(same.json["trade_type"]?.string == trade.rawValue)
        let refund = try await caller.send(
            .post,
            "/v3/refund/domestic/refunds",
            #"{"out_trade_no":"T000001","out_refund_no":"R1","#
                + #""amount":{"refund":30,"total":100,"currency":"CNY"}}"#
        )
        #expect(refund.status == 200, "\(refund.text)")
        var bill = PayBillText()
        let row = try await world.sandbox.database.read {
            try PayOrderStore($0).order(outTradeNo: "T000001", of: PayMerchant.firstID)
        }
        bill.add(PayBillText.Trade(order: try #require(row), refund: nil))
        let line = String(decoding: bill.octets, as: UTF8.self)
        #expect(line.contains("`\(openid ?? ""),`\(trade.rawValue),"), "\(line)")
    }

    /// The same callback for each, to the address that the order names.
    @Test(arguments: Self.all)
    func callback(_ trade: PayOrder.Trade) async throws {
        let answer = try await place(trade, order())
        let paid = try await world.post(
            "/sandbox/pay",
            #"{"user":"xiaoming",\#(wanted(answer))}"#
        )
        #expect(paid.json["callback"]?["sent"]?.bool == true)
        let content = try await world.sandbox.database.read { connection in
            try PayCallbackStore(connection).page(before: .max, limit: 1).first?.draft.content
        }
        let told = try JSON.parse(Bytes((content ?? "").utf8))
        #expect(told["trade_type"]?.string == trade.rawValue)
        #expect(told["payer"]?["openid"]?.string?.isEmpty == false)
    }

    @Test(arguments: Self.others)
    func anybodyMayPay(_ trade: PayOrder.Trade) async throws {
        let answer = try await place(trade, order())
        let entry = try await world.get("/sandbox/ledger").json["payments"]?.array?.first
        #expect(entry?["trade"]?.string == trade.rawValue)
        #expect(entry?["openid"] == nil)
        #expect(entry?["code_url"]?.string == answer["code_url"]?.string)
        let failed = try await world.post(
            "/sandbox/pay",
            #"{"user":"laowang","result":"fail",\#(wanted(answer))}"#
        )
        #expect(failed.json["trade_state"]?.string == "PAYERROR")
        let paid = try await world.post(
            "/sandbox/pay",
            #"{"user":"xiaohong",\#(wanted(answer))}"#
        )
        #expect(paid.status == 200, "\(paid.text)")
        let openid = try await world.login("xiaohong")["openid"]?.string
        #expect(try await shown()["payer"]?["openid"]?.string == openid)
        let again = try await world.post(
            "/sandbox/pay",
            #"{"user":"xiaohong",\#(wanted(answer))}"#
        )
        #expect(again.error == "order_not_open")
    }

    @Test(arguments: Self.all)
    func closed(_ trade: PayOrder.Trade) async throws {
        let answer = try await place(trade, order())
        let close = try await caller.send(
            .post,
            "/v3/pay/transactions/out-trade-no/T000001/close",
            #"{"mchid":"1660000109"}"#
        )
        #expect(close.status == 204)
        let late = try await world.post(
            "/sandbox/pay",
            #"{"user":"xiaoming",\#(wanted(answer))}"#
        )
        #expect(late.error == "order_not_open")
    }

    /// The same bounds for all.
    @Test(arguments: Self.all)
    func fields(_ trade: PayOrder.Trade) async throws {
        let long = String(repeating: "桔", count: 43)
        for (body, pointer, value) in [
            (try await order(description: long), "/description", Int64(129)),
            (try await order(total: "0"), "/amount/total", nil),
            (try await order(total: "\"100\""), "/amount/total", nil),
            (try await order("T1"), "/out_trade_no", 2),
            (try await order(notify: "http://127.0.0.1:9/x?y=z"), "/notify_url", nil),
            (
                try await order(scene: #""scene_info":{"device_id":"1"}"#),
                "/scene_info/payer_client_ip",
                nil
            ),
        ] {
            let reply = try await caller.send(.post, Self.path(trade), body)
            #expect(reply.status == 400, "\(reply.text)")
            #expect(reply.json["code"]?.string == "PARAM_ERROR")
            #expect(reply.json["detail"]?["field"]?.string == pointer)
            if let value { #expect(reply.json["detail"]?["value"]?.integer == value) }
        }
    }

    /// What only a link needs.
    @Test(arguments: [
        ("", "/scene_info"),
        (#""scene_info":{"payer_client_ip":"1.2.3.4"}"#, "/scene_info/h5_info"),
        (#""scene_info":{"payer_client_ip":"1.2.3.4","h5_info":{}}"#, "/scene_info/h5_info/type"),
        (
            #""scene_info":{"h5_info":{"type":"Wap"}}"#, "/scene_info/payer_client_ip"
        ),
        (
            #""scene_info":{"payer_client_ip":"1.2.3.4","h5_info":{"type":"Wap","app_name":"#
                + "\"" + String(repeating: "桔", count: 22) + "\"}}",
            "/scene_info/h5_info/app_name"
        ),
    ])
    func whereTheUserIs(_ scene: String, _ pointer: String) async throws {
        let refused = try await caller.send(.post, Self.path(.h5), order(scene: scene))
        #expect(refused.status == 400)
        #expect(refused.json["detail"]?["field"]?.string == pointer)
        if scene.isEmpty {
            for trade in [PayOrder.Trade.native, .app, .jsapi] {
                let body = try await order("NUMBER-\(trade.rawValue)", scene: "")
                #expect(try await caller.send(.post, Self.path(trade), body).status == 200)
            }
        }
    }

    @Test(arguments: [
        (PayOrder.Trade.jsapi, Int64(7200)), (.native, 7200), (.app, 7200), (.h5, 300),
    ])
    func whatRunsOut(_ trade: PayOrder.Trade, _ seconds: Int64) async throws {
        let body = try await order()
        let first = try await place(trade, body)
        #expect(try await place(trade, body) == first)
        try await world.advance(seconds - 1)
        #expect(try await place(trade, body) == first)
        try await world.advance(1)
        let ended = try await world.post("/sandbox/pay", #"{"user":"xiaoming",\#(wanted(first))}"#)
        #expect(ended.error == "prepay_ended")
        let second = try await place(trade, body)
        #expect(second != first)
        let old = try await world.post("/sandbox/pay", #"{"user":"xiaoming",\#(wanted(first))}"#)
        #expect(old.error == "prepay_unknown")
        let paid = try await world.post("/sandbox/pay", #"{"user":"xiaoming",\#(wanted(second))}"#)
        #expect(paid.status == 200, "\(paid.text)")
    }

    /// One number is one order, whichever way it was to be paid.
    @Test func anotherWayIsAnotherOrder() async throws {
        let body = try await order()
        _ = try await place(.native, body)
        for trade in [PayOrder.Trade.jsapi, .h5, .app] {
            let reply = try await caller.send(.post, Self.path(trade), body)
            #expect(reply.status == 400)
            #expect(reply.json["code"]?.string == "INVALID_REQUEST")
        }
    }

    @Test func whatIsNoOrder() async throws {
        for wanted in [
            #""code_url":"weixin://wxpay/bizpayurl?pr=unknown""#,
            #""h5_url":"http://x/?prepay_id=wx0""#, #""prepay_id":"wx0""#,
        ] {
            let reply = try await world.post("/sandbox/pay", #"{"user":"xiaoming",\#(wanted)}"#)
            #expect(reply.error == "prepay_unknown", "\(wanted): \(reply.text)")
        }
        for wanted in [#""code_url":"https://x""#, #""h5_url":"http://x/""#] {
            let reply = try await world.post("/sandbox/pay", #"{"user":"xiaoming",\#(wanted)}"#)
            #expect(reply.error == "bad_request", "\(wanted): \(reply.text)")
        }
        #expect(try await world.get("/sandbox/orders/wx0").error == "prepay_unknown")
    }

    /// The link leads to a page of the sandbox, at the address by which it was asked.
    @Test func thePage() async throws {
        let url = try #require(try await place(.h5, order())["h5_url"]?.string)
        let target = try #require(
            url.split(separator: "//").last?.split(separator: "/", maxSplits: 1)
        )
        let page = try await world.get("/" + (target.last ?? ""))
        #expect(page.status == 200)
        #expect(page.headers["Content-Type"] == "text/html; charset=utf-8")
        #expect(page.text.contains("/page/h5.js"))
        let id = try #require(url.split(separator: "prepay_id=").last?.split(separator: "&").first)
        let order = try await world.get("/sandbox/orders/\(id)").json
        #expect(order["description"]?.string == "金桔")
        #expect(order["trade_state"]?.string == "NOTPAY")
    }
}
