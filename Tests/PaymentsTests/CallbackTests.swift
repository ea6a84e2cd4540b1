import Basics
import Crypto
import HTTP
import JSON
import ServiceKit
import Storage
import Testing

@testable import Payments
@testable import SandboxServer

/// Callbacks that are good, a hundred times, and callbacks that are not.
@Suite struct CallbackTests {
    typealias Change = @Sendable (inout Forger) throws -> Void

    /// What is wrong, and how it becomes so.
    private static let wrong: [(String, Change)] = [
        ("no signature", { $0.dropped = ["Wechatpay-Signature"] }),
        ("an empty signature", { $0.signature = "" }),
        ("a signature that is none", { $0.signature = "bm9uZQ==" }),
        ("another signer", { $0.signer = try .generate() }),
        ("another body signed", { $0.signedBody = Bytes("{}".utf8) }),
        ("WeChat Pay's own probe", { $0.signature = "WECHATPAY/SIGNTEST/aGFsbG8=" }),
        ("an unknown serial", { $0.serial = "5DEA10EF55877E3CF6C33255C2E7DEFFF7E427EC" }),
        ("an unknown public key", { $0.serial = "PUB_KEY_ID_0100000000000000000000000000000" }),
        ("no serial", { $0.dropped = ["Wechatpay-Serial"] }),
        ("too old", { $0.skewSeconds = -301 }),
        ("too far ahead", { $0.skewSeconds = 301 }),
        ("no timestamp", { $0.dropped = ["Wechatpay-Timestamp"] }),
        ("a timestamp that is none", { $0.timestamp = "today" }),
        ("no nonce", { $0.dropped = ["Wechatpay-Nonce"] }),
        ("another APIv3 key", { $0.apiV3Key = Bytes(repeating: 7, count: 32) }),
        ("a changed ciphertext", { $0.changesCiphertext = true }),
        ("another nonce", { $0.nonceTold = "ba9876543210" }),
        ("other associated data", { $0.associatedTold = "refund" }),
        ("another algorithm", { $0.algorithm = "AEAD_AES_128_GCM" }),
        ("no resource", { $0.hasResource = false }),
        ("another event", { $0.eventType = "TRANSACTION.FAILED" }),
        ("of a refund", { $0.eventType = "REFUND.SUCCESS" }),
        ("at the address of refunds", { $0.kind = .refund }),
        ("not paid", { $0.set("trade_state", .string("NOTPAY")) }),
        ("closed", { $0.set("trade_state", .string("CLOSED")) }),
        ("no such state", { $0.set("trade_state", .string("RICH")) }),
        ("a fen more", { $0.set("amount", Forger.amount(101)) }),
        ("a fen less", { $0.set("amount", Forger.amount(99)) }),
        ("another currency", { $0.set("amount", Forger.amount(100, currency: "USD")) }),
        ("another app", { $0.set("appid", .string(PaymentWorld.otherApp)) }),
        ("another merchant", { $0.set("mchid", .string(PaymentWorld.second)) }),
        ("an unknown order", { $0.set("out_trade_no", .string("CP1N1")) }),
        ("another payer", { $0.set("payer", .object(JSONObject([("openid", .string("o"))]))) }),
        ("no transaction", { $0.set("transaction_id", .null) }),
        ("no event id", { $0.eventID = "" }),
        ("at the other merchant's address", { $0.mchid = PaymentWorld.second }),
        ("no JSON", { $0.sentBody = Bytes("hello".utf8) }),
        ("no octets", { $0.sentBody = [] }),
        ("written anew", { $0.sentBody = [0x20] + (try $0.body(Bytes(repeating: 1, count: 32))) }),
    ]

    @Test func nothingBadIsApplied() async throws {
        let world = try await PaymentWorld()
        _ = try await world.prepay(world.request("order:1"))
        let payment = try #require(try await world.payment("order:1"))
        for (name, change) in Self.wrong {
            var forger = Forger(world, payment)
            try change(&forger)
            let answer = try await forger.send()
            #expect((400...599).contains(answer.status.code), "\(name): \(answer.status)")
            #expect(try JSON.parse(answer.body)["code"]?.string == "FAIL", "\(name)")
            #expect(try await world.payment("order:1")?.state == .open, "\(name)")
        }
        #expect(try await world.deeds() == [])
        let kept = try await world.database.read { connection in
            try connection.first("SELECT count(*) FROM pay_callback") { try $0.integer(0) }
        }
        #expect(kept == 0)
        // None of it spoiled the good one.
        #expect(try await Forger(world, payment).send().status.code == 204)
        #expect(try await world.deeds() == ["paid order:1"])
        // Nothing secret, and nobody's name, in the log.
        let log = world.world.lines.all.joined()
        #expect(!log.contains(payment.request.openid))
    }

    @Test func aHundredAtOnceAreOne() async throws {
        let world = try await PaymentWorld()
        _ = try await world.prepay(world.request("order:1"))
        let payment = try #require(try await world.payment("order:1"))
        let forger = Forger(world, payment)
        let statuses = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<100 { group.addTask { try await forger.send().status.code } }
            return try await group.reduce(into: [Int]()) { $0.append($1) }
        }
        #expect(statuses == .init(repeating: 204, count: 100))
        #expect(try await world.deeds() == ["paid order:1"])
    }

    /// Another event about the same payment is no second payment; of another transaction it cannot
    /// be.
    @Test func theSameMoneyByAnotherEvent() async throws {
        let world = try await PaymentWorld()
        _ = try await world.prepay(world.request("order:1"))
        let payment = try #require(try await world.payment("order:1"))
        var forger = Forger(world, payment)
        #expect(try await forger.send().status.code == 204)
        forger.eventID = "EV-2"
        #expect(try await forger.send().status.code == 204)
        forger.eventID = "EV-3"
        forger.set("transaction_id", .string("4200000002"))
        #expect(try await forger.send().status.code == 409)
        #expect(try await world.deeds() == ["paid order:1"])
    }

    @Test func theFileIsFull() async throws {
        let world = try await PaymentWorld()
        _ = try await world.prepay(world.request("order:1"))
        let payment = try #require(try await world.payment("order:1"))
        world.database.file.failNextCommits(1, kind: .full)
        #expect(try await Forger(world, payment).send().status.code == 503)
        #expect(try await world.deeds() == [])
        #expect(try await Forger(world, payment).send().status.code == 204)
        #expect(try await world.deeds() == ["paid order:1"])
    }

    @Test func anUnknownAccount() async throws {
        let world = try await PaymentWorld()
        _ = try await world.prepay(world.request("order:1"))
        let answer = try await Forger.send(.payment, "1900000001", .init(), [], to: world)
        #expect(answer.status.code == 404)
    }

    /// An address of nothing that there is, and a body that is too long to be one.
    @Test func noSuchPlace() async throws {
        let world = try await PaymentWorld()
        for (path, length, status) in [
            ("\(PaymentWorld.first)/ransom", 10, 404),
            ("\(PaymentWorld.first)/payment", 70_000, 413),
        ] {
            let response = await world.callbacks.respond(
                to: Request(
                    method: .post,
                    target: try #require(RequestTarget("/callbacks/wechatpay/treasure/\(path)")),
                    headers: HeaderFields(),
                    body: .bytes(Bytes(repeating: 0x20, count: length))
                )
            )
            #expect(response.status.code == status)
            let body = try JSON.parse(try await response.body.collect(upTo: 1 << 16))
            #expect(body["code"]?.string == "FAIL")
            #expect(body["message"]?.string?.isEmpty == false)
        }
    }
}
