import HTTP
import Basics
import Contracts
import JSON
import Payments
import ServiceKit
import Storage
import Testing
import TreasureDomain

@testable import TreasureServer

/// Money on its way in.
@Suite struct PayingTests {
    @Test func aTaskOpensWhenItsMoneyHasCome() async throws {
        let world = try await MoneyWorld()
        let code = try await world.publish()
        #expect(try await world.task(code).state == .awaitingPayment)
        let answer = try await world.call(
            "payTask",
            ["code": code.text, "money": "4", "unionid": "u1"],
            by: .publisher
        )
        #expect(answer.json["status"]?.integer == 0, "\(answer.body)")
        for name in ["package", "timeStamp", "nonceStr", "signType", "paySign"] {
            #expect(answer.json[name]?.string?.isEmpty == false, "\(name)")
        }
        let package = try #require(answer.json["package"]?.string)
        // Asked for is not paid.
        try await world.pass(seconds: 60)
        #expect(try await world.task(code).state == .awaitingPayment)
        // The same again is the same order.
        let prepay = try #require(try await world.prepay(code))
        #expect(package == "prepay_id=\(prepay)")
        try await world.pay(prepay)
        let task = try await world.task(code)
        #expect(task.state == .open && task.isPaid && task.endsAt != nil)
        let sums = try await world.expectSound()
        #expect(sums.paidIn == 400 && sums.held == 400)
    }

    /// What cannot be written down is not acknowledged, and comes again.
    @Test func aCallbackWhileTheFileIsFull() async throws {
        let world = try await MoneyWorld()
        let code = try await world.publish()
        let prepay = try #require(try await world.prepay(code))
        world.database.file.failNextCommits(1, kind: .full)
        try await world.pay(prepay)
        #expect(try await world.task(code).state == .awaitingPayment)
        try await world.pass(seconds: 90)
        #expect(try await world.task(code).state == .open)
        try await world.expectSound()
    }

    @Test(arguments: ["1900000009/payment", "\(MoneyWorld.mchid)/ransom"])
    func aCallbackOfNothing(_ path: String) async throws {
        let world = try await MoneyWorld()
        let answer = await world.harness.call(
            .post,
            "/callbacks/wechatpay/treasure/\(path)",
            json: "{}"
        )
        #expect(answer.status == 404 && answer.body.contains(#""code":"FAIL""#), "\(answer)")
    }

    /// Every refusal has a number of its own, and changes nothing.
    @Test func refusals() async throws {
        let world = try await MoneyWorld()
        let (paid, goods, over, mine) = (
            try await world.open(), try await world.publish(kind: .goods),
            try await world.publish(), try await world.publish()
        )
        try await world.end(over)
        let strange = try await world.publish(by: .first)
        func number(
            _ code: TaskCode,
            _ more: [String: String] = [:],
            money: String = "4",
            in app: Int64 = 1
        ) async throws -> Int64? {
            let parameters = ["code": code.text, "money": money].merging(more) { $1 }
            let answer = try await world.call("payTask", parameters, by: .publisher, in: app)
            #expect(answer.status == 200 && answer.json["package"] == nil, "\(answer.body)")
            #expect(answer.json["msg"]?.string?.isEmpty == false)
            return answer.json["status"]?.integer
        }
        #expect(try await number(mine, ["unionid": "u2"]) == 1)
        #expect(try await number(strange) == 3)
        #expect(try await number(TaskCode(world.world.random)) == 3)
        #expect(try await number(goods) == 4)
        for money in ["2", "3", "5", "0", "400"] {
            #expect(try await number(mine, money: money) == 5, "\(money)")
        }
        #expect(try await number(paid) == 6)
        #expect(try await number(over) == 7)
        // Of another merchant account, and of none.
        #expect(try await number(mine, in: 3) == 8)
        #expect(try await number(mine, in: 4) == 8)
        #expect(try await number(mine, money: "") == 1)
        let nobody = await world.harness.call(
            .post,
            "/api/treasure/payTask",
            ["code": mine.text, "money": "4"],
            as: Identity(
                iid: ID(99),
                sid: "s",
                app: ID(1),
                oper: 1,
                openid: ExternalID("o99"),
                unionid: ExternalID("u99")
            )
        )
        #expect(nobody.json["status"]?.integer == 2)
        // Another app of the same account is as good.
        #expect(try await world.prepay(mine, in: 2) != nil)
        try await world.expectSound()
    }

    /// What WeChat Pay will not have, and what it cannot say at present.
    @Test func weChatPayRefuses() async throws {
        let world = try await MoneyWorld()
        let code = try await world.publish()
        let path = "/v3/pay/transactions/jsapi"
        try await world.fault(
            path,
            #""kind":"errcode","code":"PARAM_ERROR","status":400,"times":1"#
        )
        let answer = try await world.call(
            "payTask",
            ["code": code.text, "money": "4"],
            by: .publisher
        )
        #expect(answer.status == 500, "\(answer.body)")
        try await world.fault(
            path,
            #""kind":"errcode","code":"TRADE_ERROR","status":403,"times":1"#
        )
        let refused = try await world.call(
            "payTask",
            ["code": code.text, "money": "4"],
            by: .publisher
        )
        #expect(refused.json["status"]?.integer == 9, "\(refused.body)")
        try await world.fault(path, #""kind":"http500","times":1"#)
        let away = try await world.call(
            "payTask",
            ["code": code.text, "money": "4"],
            by: .publisher
        )
        #expect(away.status == 503 && away.headers["Retry-After"] != nil)
        try await world.pay(world.insistOnPrepay(code))
        #expect(try await world.task(code).state == .open)
    }

    /// Nobody pays: it is over, and nothing is left.
    @Test func nobodyPays() async throws {
        let world = try await MoneyWorld()
        let codes = [try await world.publish(), try await world.publish()]
        _ = try await world.insistOnPrepay(codes[1])
        try await world.pass(seconds: 1800 + Course.paymentGraceSeconds + 60, by: 60)
        for code in codes {
            #expect(try await world.task(code).state == .settled)
            #expect(try await world.states(code) == [.unwon, .unwon])
        }
        #expect(try await world.expectSound() == TreasureCheck.Sums(tasks: 2, redPackets: 2))
    }

    /// Paid in the last moment, and the callback is lost: found by a query, and taken.
    @Test func paidInTheLastMoment() async throws {
        let world = try await MoneyWorld()
        let code = try await world.publish()
        let prepay = try await world.insistOnPrepay(code)
        try await world.pass(seconds: 1790, by: 60)
        try await world.fault("callback:payment", #""kind":"lose_callback""#)
        try await world.pay(prepay)
        try await world.pass(seconds: 120)
        #expect(try await world.task(code).state == .open)
        try await world.expectSound()
    }

    /// Money of a task that is over goes back, whatever it died of.
    @Test(arguments: [TreasureTask.EndReason.publisher, .refused, .blocked, .deleted])
    func moneyThatComesTooLate(_ reason: TreasureTask.EndReason) async throws {
        let world = try await MoneyWorld()
        let code = try await world.publish()
        let prepay = try await world.insistOnPrepay(code)
        // WeChat Pay does not hear that it is closed.
        try await world.fault(
            "/v3/pay/transactions/out-trade-no/{out_trade_no}/close",
            #""kind":"http500","times":1000"#
        )
        let id = try await world.task(code).id
        try await world.database.write { [service = world.service] unit in
            try service.course.end(id, reason, in: unit)
        }
        try await world.pay(prepay)
        #expect(try await world.task(code).isPaid == false)
        try await world.pass(seconds: 120)
        #expect(try await world.task(code).state == .settled)
        let sums = try await world.expectSound()
        #expect(sums.paidIn == 400 && sums.refunded == 400 && sums.held == 0)
    }

    /// Refused or taken away after it was paid: all of it goes back.
    @Test(arguments: [TreasureTask.EndReason.refused, .blocked, .deleted, .time, .office])
    func overAfterItWasPaid(_ reason: TreasureTask.EndReason) async throws {
        let world = try await MoneyWorld()
        let code = try await world.open()
        let id = try await world.task(code).id
        try await world.database.write { [service = world.service] unit in
            try service.course.end(id, reason, in: unit)
        }
        try await world.pass(seconds: 60)
        #expect(try await world.task(code).state == .settled)
        #expect(try await world.states(code) == [.refunded, .refunded])
        let sums = try await world.expectSound()
        #expect(sums.refunded == 400 && sums.held == 0 && sums.moving == 0)
    }
}
