import HTTP
import Basics
import Contracts
import JSON
import Payments
import ServiceKit
import Testing
import TreasureDomain

@testable import TreasureServer

/// WeChat Pay fails in every way while a task lives its whole life; each time the money adds up.
@Suite struct FaultTests {
    private static let order = "/v3/pay/transactions/jsapi"
    private static let refund = "/v3/refund/domestic/refunds"
    private static let transfer = "/v3/fund-app/mch-transfer/transfer-bills"
    private static let paid = "/v3/pay/transactions/out-trade-no/{out_trade_no}"
    private static let sent = transfer + "/out-bill-no/{out_bill_no}"

    private static func drop(_ when: String) -> String { #""kind":"drop_\#(when)","times":2"# }

    private static func all(_ fault: String) -> [(String, String)] {
        [(order, fault), (refund, fault), (transfer, fault)]
    }

    private static let troubles: [[(String, String)]] = [
        [], all(drop("before")), all(drop("after")), all(#""kind":"http500","times":2"#),
        all(#""kind":"timeout","milliseconds":1"#), all(#""kind":"bad_signature""#),
        [
            (transfer, #""kind":"errcode","code":"NOT_ENOUGH","status":403,"times":3"#),
            (refund, #""kind":"errcode","code":"NOT_ENOUGH","status":403,"times":3"#),
            (order, #""kind":"errcode","code":"SYSTEM_ERROR","status":500,"times":2"#),
        ],
        [("callback", #""kind":"lose_callback","times":5"#)],
        [("callback", #""kind":"duplicate_callback","times":5"#)],
        [("callback", #""kind":"delay_callback","milliseconds":20000,"times":5"#)],
        [("callback", #""kind":"reorder_callback","times":4"#)],
        [("callback", #""kind":"forge_callback","times":5"#)],
        [("callback", #""kind":"wrong_amount","times":5"#)],
        [("callback", #""kind":"stale_timestamp","times":5"#)],
        [
            (order, drop("after")), (transfer, drop("after")), (refund, drop("after")),
            (paid, #""kind":"http500","times":3"#), (sent, drop("before")),
            ("callback", #""kind":"lose_callback","times":5"#),
        ],
    ]

    @Test(arguments: troubles) func aWholeLife(_ faults: [(String, String)]) async throws {
        let world = try await MoneyWorld()
        let code = try await world.publish(prizes: 3)
        for (path, fault) in faults { try await world.fault(path, fault) }
        try await world.pay(world.insistOnPrepay(code, yuan: 6))
        try await world.pass(seconds: 300)
        #expect(try await world.task(code).state == .open)
        try await world.expectSound()
        for friend in [Friend.first, .second] {
            try await world.dig(code, by: friend)
            let claim = try await world.draw(code, by: friend)
            #expect(claim["status"]?.integer == 0, "\(claim)")
        }
        try await world.pass(seconds: 600, by: 15)
        for friend in [Friend.first, .second] {
            let claim = try await world.draw(code, by: friend)
            #expect(claim["state"]?.string == "WAIT_USER_CONFIRM", "\(claim)")
            try await world.confirm(code, by: friend)
            try await world.expectClean()
        }
        try await world.end(code)
        try await world.pass(seconds: 1200, by: 15)
        #expect(try await world.task(code).state == .settled)
        #expect(try await world.states(code) == [.drawn, .drawn, .refunded])
        let sums = try await world.expectSound()
        #expect(sums.paidIn == 600 && sums.paidOut == 400 && sums.refunded == 200)
    }

    /// Chance decides what people do and what fails, the same for each seed; in the end every task is
    /// settled, and all money is somewhere.
    @Test(arguments: 1...6) func byChance(_ seed: UInt64) async throws {
        let world = try await MoneyWorld()
        var chance = Chance(seed)
        var codes: [TaskCode] = []
        for _ in 0..<40 {
            try await step(&chance, world, &codes)
            try await world.expectClean()
        }
        try await world.control(.delete, "/sandbox/faults")
        for code in codes {
            let isOver = try await world.task(code).state.isOver
            if !isOver { try await world.end(code) }
        }
        try await world.pass(days: 33)
        for code in codes {
            #expect(try await world.task(code).state == .settled)
        }
        let sums = try await world.expectSound()
        #expect(sums.held == 0 && sums.moving == 0)
        #expect(sums.paidIn == sums.paidOut + sums.refunded)
    }

    private func step(
        _ chance: inout Chance,
        _ world: MoneyWorld,
        _ codes: inout [TaskCode]
    ) async throws {
        let friend = chance.pick([Friend.first, .second])
        let code = codes.isEmpty ? nil : chance.pick(codes)
        switch chance.number(below: 9) {
        case 0: codes.append(try await world.publish(prizes: 2))
        case 1, 2:
            guard let code, let prepay = try await world.prepay(code) else { return }
            // It may be paid, or be over, by now.
            await world.attempt(
                "/sandbox/pay",
                #"{"user":"xiaoming","prepay_id":"\#(prepay)"}"#
            )
        case 3:
            guard let code else { return }
            _ = try await world.call("digTask", ["code": code.text], by: friend)
        case 4:
            guard let code else { return }
            _ = try await world.draw(code, by: friend)
        case 5:
            guard let code, let transfer = try await world.transferIfAny(code, of: friend)
            else { return }
            await world.attempt("/sandbox/transfers/\(transfer.number)/confirm")
        case 6:
            guard let code else { return }
            _ = try await world.call("endTask", ["code": code.text], by: .publisher)
        case 7:
            let faults = Self.troubles.dropFirst().flatMap { $0 }
            let (path, fault) = chance.pick(faults)
            try await world.fault(path, fault)
        default: try await world.pass(seconds: Int64(chance.number(below: 40)) * 60, by: 60)
        }
    }
}

/// Decisions that are the same for the same seed (SplitMix64).
struct Chance {
    private var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func number(below bound: Int) -> Int {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return Int((mixed ^ (mixed >> 31)) % UInt64(bound))
    }

    mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[number(below: elements.count)]
    }
}
