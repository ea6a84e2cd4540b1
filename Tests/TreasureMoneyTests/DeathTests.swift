import FoundationEssentials
import HTTP
import Basics
import JSON
import Payments
import TestKit
import Testing

/// The real processes, from the gateway to the sandbox; treasure is killed between any two of its
/// doings with WeChat Pay. Each time the task is settled in the end, and the money adds up.
@Suite(.serialized) struct DeathTests {
    /// What a person of the back office has to start is tried in `PayoutControlTests`, and these two
    /// steps by the shop of `PaymentsTests`.
    private static let steps = PaymentStep.allCases.filter {
        $0 != .transferCancelling && $0 != .transferCancelled
    }

    /// One of the long ones: what was leased when treasure died is free again after half a minute of
    /// real time, at each step.
    @Test(.enabled(if: ProcessInfo.processInfo.environment["SOAK_MINUTES"] != nil))
    func killedBetweenAnyTwoSteps() async throws {
        let world = try await TreasureStack.start()
        for step in Self.steps {
            try await world.revive()
            let life = Life(world, try await world.publish())
            try await life.prepare(for: step)
            try await world.kill()
            try await world.startTreasure(dyingAt: step.rawValue)
            try await world.awaitDeath(at: step.rawValue) { await life.reach(step) }
            try await world.startTreasure()
            try await life.finish(after: step)
            try await world.expectSound()
        }
        _ = try await world.stack.stop()
    }

    /// Killed again and again at any moment, while tasks live.
    @Test func killedAtAnyMoment() async throws {
        let world = try await TreasureStack.start()
        for round in 0..<6 {
            try await world.revive()
            let life = Life(world, try await world.publish())
            let killer = Task {
                for pause in 1...4 {
                    try await Task.sleep(for: .milliseconds(70 * pause + 31 * round))
                    try await world.kill()
                    try await world.revive()
                }
            }
            try await life.live()
            _ = try? await killer.value
            try await world.revive()
            try await life.settles(refunded: true)
            try await world.expectSound()
        }
        _ = try await world.stack.stop()
    }
}

/// What becomes of one red packet of two prizes.
private struct Life {
    let world: TreasureStack
    let code: String

    init(_ world: TreasureStack, _ code: String) {
        self.world = world
        self.code = code
    }

    private var named: [String: String] { ["code": code] }
    private var due: [String: String] { ["code": code, "money": "2"] }

    // MARK: Steps of a life

    func open() async throws {
        try await world.sandboxPays(try await world.insist("payTask", due, by: "xiaoming"))
        try await isOpen()
    }

    /// Paid, and shown to all: the picture has been looked at.
    func isOpen() async throws {
        try await world.eventuallyShown(code, to: "xiaohong")
    }

    func dig() async throws {
        let dug = try await world.insist("digTask", named, by: "xiaohong")
        #expect(dug["is_prize"]?.integer == 1)
    }

    func drawn() async throws {
        try await world.eventually("\(code) is drawn") {
            let claim = try await world.insist("drawPrize", named, by: "xiaohong")
            if claim["state"]?.string == "SUCCESS" { return true }
            if claim["state"]?.string == "WAIT_USER_CONFIRM" {
                let bill = try await world.ledger("transfers").first {
                    $0["state"]?.string == "WAIT_USER_CONFIRM"
                }
                if let number = bill?["out_bill_no"]?.string {
                    // It may be accepted already, and we have not heard of it.
                    _ = try await world.sandbox.post(
                        "/sandbox/transfers/\(number)/confirm",
                        json: [String: String]()
                    )
                }
            }
            return false
        }
    }

    func ends() async throws {
        // It may have ended, and the answer was lost.
        try await world.eventually("\(code) ends") {
            if await world.ask("endTask", named, by: "xiaoming") != nil { return true }
            let seen = await world.ask("getTaskDetails", named, by: "xiaoming")
            return seen?["task_status"]?.integer == 1
        }
    }

    /// All of it, whatever dies meanwhile.
    func live() async throws {
        try await open()
        // A dig whose answer is lost is a dig: who has won cannot dig again.
        try await world.eventually("\(code) is won") {
            if await world.ask("digTask", named, by: "xiaohong") != nil { return true }
            return await world.ask("drawPrize", named, by: "xiaohong") != nil
        }
        try await drawn()
        try await ends()
    }

    /// Nothing is left of the task's money.
    func settles(refunded: Bool) async throws {
        try await world.eventually("\(code) is settled") {
            try await world.verify().contains("on the way 0 + held 0")
        }
    }

    // MARK: A step at which treasure dies

    /// Everything before it, by a process that lives.
    func prepare(for step: PaymentStep) async throws {
        switch step {
        case .paymentOpened, .paymentPlaced, .paymentNoted: break
        case .paymentClosing, .paymentClosed, .callbackVerified, .callbackApplied:
            _ = try await world.insist("payTask", due, by: "xiaoming")
        case .paymentAsked:
            let arguments = try await world.insist("payTask", due, by: "xiaoming")
            try await world.fault("callback:payment", #""kind":"lose_callback""#)
            try await world.sandboxPays(arguments)
        case .refundAsking, .refundAsked, .refundNoted: try await open()
        case .refundQueried:
            try await open()
            try await world.fault("callback:refund", #""kind":"lose_callback""#)
            try await ends()
        case .transferAsking, .transferAsked, .transferNoted:
            try await open()
            try await dig()
        case .transferQueried, .transferCancelling, .transferCancelled:
            try await open()
            try await dig()
            try await world.fault("callback:transfer", #""kind":"lose_callback""#)
            let claim = try await world.insist("drawPrize", named, by: "xiaohong")
            #expect(claim["state"]?.string == "WAIT_USER_CONFIRM")
            let bill = try await world.ledger("transfers").first {
                $0["state"]?.string == "WAIT_USER_CONFIRM"
            }
            let number = try #require(bill?["out_bill_no"]?.string)
            try await world.control(.post, "/sandbox/transfers/\(number)/confirm")
        }
    }

    /// What leads to it, as often as it is asked for; the answer, if there is one, is lost.
    func reach(_ step: PaymentStep) async {
        switch step {
        case .paymentOpened, .paymentPlaced, .paymentNoted:
            await world.ask("payTask", due, by: "xiaoming")
        case .paymentClosing, .paymentClosed: await world.ask("endTask", named, by: "xiaoming")
        case .callbackVerified, .callbackApplied:
            if let arguments = await world.ask("payTask", due, by: "xiaoming") {
                try? await world.sandboxPays(arguments)
            }
        case .paymentAsked, .refundQueried, .transferQueried: try? await world.pass(15)
        case .refundAsking, .refundAsked, .refundNoted:
            await world.ask("endTask", named, by: "xiaoming")
        case .transferAsking, .transferAsked, .transferNoted, .transferCancelling,
            .transferCancelled:
            await world.ask("drawPrize", named, by: "xiaohong")
        }
    }

    /// A new process goes on by itself, and the people where it needs them.
    func finish(after step: PaymentStep) async throws {
        switch step {
        case .paymentOpened, .paymentPlaced, .paymentNoted: try await live()
        case .paymentClosing, .paymentClosed, .refundQueried: break
        case .paymentAsked, .callbackVerified, .callbackApplied:
            try await isOpen()
            try await dig()
            try await drawn()
            try await ends()
        case .refundAsking, .refundAsked, .refundNoted: break
        case .transferAsking, .transferAsked, .transferNoted, .transferQueried,
            .transferCancelling, .transferCancelled:
            try await drawn()
            try await ends()
        }
        try await settles(refunded: true)
    }
}
