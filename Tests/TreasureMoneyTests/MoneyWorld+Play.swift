import TestKit
import AuthCalls
import Basics
import HTTP
import JSON
import Payments
import ServiceKit
import Storage
import Testing
import TreasureDomain

@testable import SandboxServer
@testable import TreasureServer

/// Somebody who plays: a user of the sandbox, with an account of ours.
struct Friend: Sendable, Equatable {
    let name: String
    let uid: Int64

    static let publisher = Friend(name: "xiaoming", uid: 1)
    static let first = Friend(name: "xiaohong", uid: 2)
    static let second = Friend(name: "laowang", uid: 3)
}

extension ServiceKit.Answer {
    /// The body; null for what is no JSON.
    var json: JSONValue { (try? JSON.parse(Bytes(body.utf8))) ?? .null }
}

extension MoneyWorld {
    func openid(of friend: Friend, in appid: String = app) async throws -> String {
        let users = try await control(.get, "/sandbox/users")["users"]?.array
        let identities = users?.first { $0["name"]?.string == friend.name }?["identities"]?.array
        return try #require(
            identities?.first { $0["appid"]?.string == appid }?["openid"]?.string
        )
    }

    /// Who calls, in an app.
    func identity(of friend: Friend, in app: Int64 = 1) async throws -> Identity {
        let appid = try #require(Self.apps.first { $0.id.rawValue == app }?.appid)
        let openid = app == 4 ? "o4" : try await openid(of: friend, in: appid)
        return Identity(
            iid: ID(10 * app + friend.uid),
            sid: "s\(app)-\(friend.uid)",
            app: ID(app),
            oper: 1,
            openid: ExternalID(openid),
            unionid: ExternalID("u\(friend.uid)"),
            uid: ID(friend.uid)
        )
    }

    func call(
        _ name: String,
        _ parameters: [String: String],
        by friend: Friend,
        in app: Int64 = 1
    ) async throws -> ServiceKit.Answer {
        await harness.call(
            .post,
            "/api/treasure/\(name)",
            parameters,
            as: try await identity(of: friend, in: app)
        )
    }

    // MARK: A task

    /// A red packet as `publishTask` writes it down, whose every dig finds a prize.
    func publish(
        yuan: Int64 = 2,
        prizes: Int64 = 2,
        by friend: Friend = .publisher,
        content: ContentState = .pass,
        kind: TreasureTask.GoodsKind = .redPacket,
        app: Int64 = 1,
        hole: Int64? = nil
    ) async throws -> TaskCode {
        let code = TaskCode(world.random)
        let seed = DrawSeed(world.random)
        let hunt = try Hunt(prizes: prizes, forecast: hole ?? prizes, interval: 1, fluctuation: 0)
        let isRed = kind == .redPacket
        let payBy = isRed ? world.clock.now.adding(seconds: 1800) : nil
        let birth = TaskStore.Birth(
            code: code,
            publisher: ID(friend.uid),
            publisherIdentity: ID(10 * app + friend.uid),
            app: ID(app),
            merchant: isRed ? Self.apps[Int(app) - 1].mchid ?? "" : "",
            terms: TreasureTask.Terms(
                kind: kind,
                money: isRed ? Money(fen: 100 * yuan) : .zero,
                handover: .onSite,
                isPublic: true,
                hunt: hunt
            ),
            words: TreasureTask.Words(
                signature: "小明",
                name: "红包",
                synopsis: "",
                picture: "a.jpg",
                thumbnail: "a.jpg"
            ),
            upload: 0,
            content: content,
            text: content == .pending ? .pass : content,
            seed: seed.octets,
            commitment: seed.commitment,
            depths: seed.depths(of: hunt, code: code.text),
            payBy: payBy
        )
        try await database.write { [service] unit in
            let id: ID<TreasureTask> = try unit.connection.nextID()
            guard try TaskStore(unit.connection).add(birth, as: id, at: unit.now) else {
                throw StorageError.busy
            }
            if let payBy { try service.course.awaitPayment(id, until: payBy, in: unit) }
            try service.course.publishIfReady(id, in: unit)
        }
        return code
    }

    func task(_ code: TaskCode) async throws -> TreasureTask {
        try #require(try await database.read { try TaskStore($0).task(code) })
    }

    func prizes(_ code: TaskCode) async throws -> [Prize] {
        let id = try await task(code).id
        return try await database.read { try PrizeStore($0).prizes(of: id) }
    }

    func states(_ code: TaskCode) async throws -> [Prize.State] {
        try await prizes(code).map(\.state)
    }

    // MARK: What people do

    /// What the phone is handed; nil where it is refused, or nobody answers.
    func prepay(
        _ code: TaskCode,
        yuan: Int64 = 4,
        by friend: Friend = .publisher,
        in app: Int64 = 1
    ) async throws -> String? {
        let answer = try await call(
            "payTask",
            ["code": code.text, "money": "\(yuan)"],
            by: friend,
            in: app
        )
        guard answer.status == 200, answer.json["status"]?.integer == 0 else { return nil }
        let package = try #require(answer.json["package"]?.string)
        return String(package.dropFirst("prepay_id=".utf8.count))
    }

    /// Asks until it is answered, as a phone would.
    func insistOnPrepay(_ code: TaskCode, yuan: Int64 = 4) async throws -> String {
        for _ in 0..<20 {
            if let prepay = try await prepay(code, yuan: yuan) { return prepay }
            try await pass(seconds: 2)
        }
        throw NeverHappened(description: "payTask is answered")
    }

    func pay(_ prepayID: String, by friend: Friend = .publisher) async throws {
        try await control(
            .post,
            "/sandbox/pay",
            #"{"user":"\#(friend.name)","prepay_id":"\#(prepayID)"}"#
        )
    }

    /// A task that is open.
    func open(yuan: Int64 = 2, prizes: Int64 = 2, hole: Int64? = nil) async throws -> TaskCode {
        let code = try await publish(yuan: yuan, prizes: prizes, hole: hole)
        try await pay(insistOnPrepay(code, yuan: yuan * prizes))
        try await pass(seconds: 5)
        #expect(try await task(code).state == .open)
        return code
    }

    /// Whether it was a prize.
    @discardableResult
    func dig(_ code: TaskCode, by friend: Friend, in app: Int64 = 1) async throws -> Bool {
        let answer = try await call("digTask", ["code": code.text], by: friend, in: app)
        #expect(answer.json["status"]?.integer == 0, "\(answer.body)")
        return answer.json["is_prize"]?.integer == 1
    }

    /// The answer to a claim.
    func draw(_ code: TaskCode, by friend: Friend, in app: Int64 = 1) async throws -> JSONValue {
        try await call("drawPrize", ["code": code.text], by: friend, in: app).json
    }

    /// The newest one of a winner; nil where there is none.
    func transferIfAny(_ code: TaskCode, of friend: Friend) async throws -> TransferRecord? {
        guard let prize = try await prizes(code).first(where: { $0.winner == ID(friend.uid) })
        else { return nil }
        return try await database.read { [money] connection in
            try money.payments.transfer(of: MoneyRef.prize(prize.id).text, in: connection)
        }
    }

    func transfer(_ code: TaskCode, of friend: Friend) async throws -> TransferRecord {
        try #require(try await transferIfAny(code, of: friend))
    }

    /// The winner accepts what was sent last.
    func confirm(_ code: TaskCode, by friend: Friend, failing reason: String? = nil) async throws {
        let number = try await transfer(code, of: friend).number
        let body = reason.map { #"{"fail_reason":"\#($0)"}"# } ?? ""
        try await control(.post, "/sandbox/transfers/\(number)/confirm", body)
    }

    func end(_ code: TaskCode) async throws {
        let answer = try await call("endTask", ["code": code.text], by: .publisher)
        #expect(answer.json["status"]?.integer == 0, "\(answer.body)")
    }

    // MARK: Whether all adds up

    func check() async throws -> (sums: TreasureCheck.Sums, problems: [String]) {
        try await database.read { try TreasureCheck($0).run() }
    }

    /// Ours by itself, whatever we have not heard of yet.
    @discardableResult
    func expectClean(_ location: SourceLocation = #_sourceLocation) async throws
        -> TreasureCheck.Sums
    {
        let (sums, problems) = try await check()
        #expect(problems == [], sourceLocation: location)
        return sums
    }

    /// Ours, and against the sandbox's ledger, to the fen.
    @discardableResult
    func expectSound(_ location: SourceLocation = #_sourceLocation) async throws
        -> TreasureCheck.Sums
    {
        let sums = try await expectClean(location)
        var (paid, refunded, transferred): (Int64, Int64, Int64) = (0, 0, 0)
        for mchid in [Self.mchid, Self.otherMchid] {
            let ledger = try await control(.get, "/sandbox/ledger?mchid=\(mchid)")
            func sum(
                _ list: String,
                _ isCounted: (JSONValue) -> Bool,
                _ fen: (JSONValue) -> Int64?
            ) -> Int64 {
                (ledger[list]?.array ?? []).filter(isCounted).compactMap(fen).reduce(0, +)
            }
            paid += sum("payments", { $0["transaction_id"] != nil }) {
                $0["amount"]?["total"]?.integer
            }
            refunded += sum("refunds", { $0["status"]?.string == "SUCCESS" }) {
                $0["amount"]?["refund"]?.integer
            }
            transferred += sum("transfers", { $0["state"]?.string == "SUCCESS" }) {
                $0["transfer_amount"]?.integer
            }
        }
        #expect(sums.paidIn == paid, sourceLocation: location)
        #expect(sums.refunded == refunded, sourceLocation: location)
        #expect(sums.paidOut == transferred, sourceLocation: location)
        return sums
    }
}
