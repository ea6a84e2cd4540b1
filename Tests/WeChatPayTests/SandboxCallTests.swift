import Basics
import Crypto
import HTTP
import JSON
import Processes
import TestKit
import Testing

@testable import WeChatPay

/// Each call against the real sandbox, over a real socket.
@Suite(.serialized, .payWorld) struct SandboxCallTests {
    private static func refusal(_ error: any Error) -> PayRefusal? {
        guard case .refused(let refusal) = error as? PayFailure else { return nil }
        return refusal
    }

    private static func ourFault(_ error: any Error) -> String? {
        guard case .ourFault(let refusal) = error as? PayFailure else { return nil }
        return refusal?.code
    }

    @Test func fromOrderToRefund() async throws {
        let world = try payWorld()
        let order = world.order("A000001", fen: 350)
        let prepayID = try await world.client.placeOrder(order)
        #expect(try await world.client.placeOrder(order) == prepayID)
        let unpaid = try await world.client.payment(.outTradeNo("A000001"))
        #expect(unpaid.state == .notPaid)
        #expect(unpaid.transactionID == nil)

        let arguments = try await world.client.paymentArguments(world.appid, prepayID)
        var body = String(decoding: try JSONOutput.encode(arguments), as: UTF8.self)
        body = #"{"user":"lili","appId":"\#(world.appid)","# + body.dropFirst()
        let paid = try await world.post("/sandbox/pay", body)
        #expect(paid["trade_state"]?.string == "SUCCESS")
        #expect(paid["callback"]?["status"]?.integer == 204)

        let heard = try #require(world.receiver.heard(about: "A000001").first?.event)
        guard case .payment(let payment) = heard.kind else {
            Issue.record("no payment")
            return
        }
        #expect(payment.total == Money(fen: 350))
        #expect(payment.appid == world.appid)
        #expect(payment.mchid == world.credentials.mchid)
        #expect(payment.payer == world.openid)
        let transactionID = try #require(payment.transactionID)
        #expect(try await world.client.payment(.transactionID(transactionID)) == payment)
        #expect(try await world.publicKeyClient.payment(.outTradeNo("A000001")) == payment)

        let back = RefundOrder(
            of: .transactionID(transactionID),
            outRefundNo: "RA000001",
            amount: Money(fen: 100),
            total: Money(fen: 350),
            reason: "少了一个",
            notifyURL: world.receiver.url
        )
        let refund = try await world.client.refund(back)
        #expect(refund.state == .processing || refund.state == .success)
        #expect(try await world.client.refund(back).refundID == refund.refundID)
        try await eventually("the refund is done and told") {
            try await world.client.refundState("RA000001").state == .success
                && !world.receiver.heard(about: "RA000001").isEmpty
        }
        #expect(try await world.client.payment(.outTradeNo("A000001")).state == .refunded)
    }

    @Test func whatIsRefused() async throws {
        let world = try payWorld()
        let client = world.client
        try await world.paidOrder("B000001")
        await #expect { try await client.placeOrder(world.order("B000001")) } throws: {
            Self.refusal($0)?.kind == .orderPaid
        }
        await #expect { try await client.placeOrder(world.order("B000001", fen: 7)) } throws: {
            Self.refusal($0)?.kind == .numberUsed
        }
        await #expect { try await client.closeOrder("B000001") } throws: {
            Self.refusal($0)?.kind == .orderPaid
        }
        await #expect { try await client.payment(.outTradeNo("B999999")) } throws: {
            Self.refusal($0)?.kind == .unknown
        }
        _ = try await client.placeOrder(world.order("B000002"))
        await #expect { try await client.placeOrder(world.order("B000002", fen: 7)) } throws: {
            Self.refusal($0)?.kind == .invalid
        }
        try await client.closeOrder("B000002")
        try await client.closeOrder("B000002")
        #expect(try await client.payment(.outTradeNo("B000002")).state == .closed)
        await #expect { try await client.placeOrder(world.order("B000002")) } throws: {
            Self.refusal($0)?.kind == .orderClosed
        }
        let tooMuch = RefundOrder(
            of: .outTradeNo("B000001"),
            outRefundNo: "RB000001",
            amount: Money(fen: 101),
            total: Money(fen: 100)
        )
        await #expect { try await client.refund(tooMuch) } throws: {
            Self.refusal($0)?.kind == .invalid
        }
        await #expect { try await client.refundState("RB000001") } throws: {
            Self.refusal($0)?.kind == .unknown
        }
    }

    @Test func whatIsOurFault() async throws {
        let world = try payWorld()
        var order = world.order("C000001")
        order.appid = "wx0000000000000000"
        await #expect { try await world.client.placeOrder(order) } throws: {
            Self.ourFault($0) == "APPID_MCHID_NOT_MATCH"
        }
        order = world.order("C000001", fen: 0)
        await #expect { try await world.client.placeOrder(order) } throws: {
            Self.ourFault($0) == "PARAM_ERROR"
        }
        order = world.order("C000001")
        order.payer = "o000000000000000000000000000"
        await #expect { try await world.client.placeOrder(order) } throws: {
            Self.ourFault($0) == "PARAM_ERROR"
        }
    }

    @Test func redPacket() async throws {
        let world = try payWorld()
        let order = world.transferOrder("D1")
        let made = try await world.client.transfer(order)
        #expect(made.state == .waiting)
        #expect(try await world.client.transfer(order).transferBillNo == made.transferBillNo)
        let arguments = made.phoneArguments(for: order, mchid: world.credentials.mchid)
        #expect(arguments?.package == made.packageInfo)
        await #expect {
            try await world.client.transfer(world.transferOrder("D1", fen: 7))
        } throws: { Self.refusal($0)?.kind == .invalid || Self.refusal($0)?.kind == .numberUsed }

        try await world.post("/sandbox/transfers/D1/confirm")
        let done = try await world.client.transferState(.transferBillNo(made.transferBillNo))
        #expect(done.state == .success)
        #expect(done.amount == Money(fen: 100))
        #expect(done.openid == world.openid)
        guard case .transfer(let told)? = world.receiver.heard(about: "D1").first?.event?.kind
        else {
            Issue.record("not told")
            return
        }
        #expect(told.state == .success)
        await #expect { try await world.client.cancelTransfer("D1") } throws: {
            Self.refusal($0)?.kind == .invalid
        }
        await #expect { try await world.client.transferState(.outBillNo("D9")) } throws: {
            Self.refusal($0)?.kind == .unknown
        }
    }

    @Test func cancelledAndNamed() async throws {
        let world = try payWorld()
        var order = world.transferOrder("E1", fen: 200_000)
        order.style = nil
        await #expect { try await world.client.transfer(order) } throws: {
            Self.refusal($0)?.kind == .invalid
        }
        order.userName = "李丽"
        #expect(try await world.client.transfer(order).state == .waiting)
        order.outBillNo = "E2"
        #expect(try await world.publicKeyClient.transfer(order).state == .waiting)
        for number in ["E1", "E2"] {
            #expect(try await world.client.cancelTransfer(number).state == .cancelling)
            try await eventually("\(number) is cancelled and told") {
                try await world.client.transferState(.outBillNo(number)).state == .cancelled
                    && !world.receiver.heard(about: number).isEmpty
            }
        }
    }

    /// The day of an order can be had when it is over; the clock is moved, and put back.
    @Test func bills() async throws {
        let world = try payWorld()
        try await world.paidOrder("F000001", fen: 1234)
        let now = try #require(
            try await world.post("/sandbox/clock", #"{"advance_seconds":0}"#)["now"]?.integer
        )
        let today = CivilZone.china.day(at: UnixTime(seconds: now))
        await #expect { try await world.client.tradeBill(today) } throws: {
            Self.refusal($0)?.kind == .unknown
        }
        try await world.post("/sandbox/clock", #"{"advance_seconds":86400}"#)
        let trades = String(decoding: try await world.client.tradeBill(today), as: UTF8.self)
        #expect(trades.contains("`F000001,"))
        #expect(trades.contains("`12.34,"))
        let flows = String(decoding: try await world.client.fundFlowBill(today), as: UTF8.self)
        #expect(flows.contains("`F000001"))
        try await world.post("/sandbox/clock", #"{"reset":true}"#)
    }

    /// A transfer that nobody accepts runs out after a day; the money comes back.
    @Test func overdue() async throws {
        let world = try payWorld()
        _ = try await world.client.transfer(world.transferOrder("G1"))
        try await world.post("/sandbox/clock", #"{"advance_seconds":86400}"#)
        try await eventually("it has run out, and is told") {
            try await world.client.transferState(.outBillNo("G1")).failReason == "OVERDUE_CLOSE"
                && !world.receiver.heard(about: "G1").isEmpty
        }
        #expect(try await world.client.transferState(.outBillNo("G1")).state == .failed)
        try await world.post("/sandbox/clock", #"{"reset":true}"#)
    }

    /// A new certificate is downloaded when it is first met; without certificates only the public
    /// key is left.
    @Test func keysThatChange() async throws {
        let world = try payWorld()
        let client = world.newClient()
        _ = try await client.placeOrder(world.order("H000001"))
        try await world.post("/sandbox/merchant", #"{"rotate_certificate":true}"#)
        // Unknown keys are asked for once a minute at most, so one that never asked does.
        let other = world.newClient()
        #expect(try await other.payment(.outTradeNo("H000001")).state == .notPaid)
        try await world.post("/sandbox/merchant", #"{"certificates":false}"#)
        let none = world.newClient()
        await #expect(throws: PayFailure.notAuthentic(.keyUnknown)) {
            try await none.payment(.outTradeNo("H000001"))
        }
        #expect(try await world.publicKeyClient.payment(.outTradeNo("H000001")).state == .notPaid)
        try await world.post("/sandbox/merchant", #"{"certificates":true}"#)
    }
}
