import Basics
import Contracts
import Crypto
import HTTP
import HTTPClient
import JSON
import Jobs
import Loops
import ServiceKit
import Storage
import TestKit
import Testing
import Vault
import WeChatPay

@testable import Payments
@testable import SandboxServer

/// Payments of one service and the sandbox's WeChat Pay, without sockets: one clock, which stands
/// still until it is moved, and a file each.
final class PaymentWorld: Sendable {
    let world: TestWorld
    let pay: SandboxHarness
    let payments: PaymentService
    let office: PaymentOffice
    let database: ServiceDatabase
    let owner: TestOwner
    /// Where WeChat Pay says what became of money.
    let callbacks: ServiceHarness
    private let runner: JobRunner
    private let directory: TemporaryDirectory

    static let first = "1660000109"
    static let second = "1660000217"
    /// Of the first merchant, both.
    static let app = "wx6b756d7175617401"
    static let otherApp = "wx6b756d7175617402"

    static let migrations = [
        JobQueue.migration(number: 1), PaymentSchema.migration(number: 2), TestOwner.migration,
    ]

    init(_ change: (inout TestOwner) -> Void = { _ in }) async throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
        pay = try await SandboxHarness(world)
        // Merchants of before, who have certificates beside a public key.
        try await Self.giveCertificates(pay.sandbox)
        database = ServiceDatabase(
            try world.database("shop", migrations: Self.migrations),
            clock: world.clock,
            log: world.log
        )
        var owner = TestOwner()
        change(&owner)
        self.owner = owner
        runner = JobRunner(
            database: database.file,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: world.metrics
        )
        payments = PaymentService(
            accounts: try Self.accounts(world, database, pay),
            database: database,
            jobs: runner.queue,
            tag: .commerce,
            effects: owner.effects,
            callbackURL: "http://127.0.0.1:9/callbacks/wechatpay/treasure",
            clock: world.clock,
            log: world.log,
            metrics: world.metrics
        )
        office = PaymentOffice(payments)
        try payments.addJobs(to: runner)
        var callbacks = ServiceDefinition()
        try callbacks.add([PayCallback<CallbackOwner>.self], by: CallbackOwner(payments: payments))
        self.callbacks = try ServiceHarness(callbacks, in: world)
        pay.call(self.callbacks)
        for mchid in [Self.first, Self.second] {
            try await payments.setAccount(try await keys(mchid))
        }
    }

    private static func accounts(
        _ world: TestWorld,
        _ database: ServiceDatabase,
        _ pay: SandboxHarness
    ) throws -> MerchantAccounts {
        MerchantAccounts(
            database: database,
            vault: try vault(world, ["k1": 1]),
            origin: try #require(Origin("http://127.0.0.1:9")),
            realClock: world.clock.real,
            random: SecureRandom.source
        ) { request throws(ClientFailure) in
            try await pay.exchange(request)
        }
    }

    static func vault(_ world: TestWorld, _ keys: KeyValuePairs<String, UInt8>) throws
        -> DataVault
    {
        try #require(
            DataVault(
                keys.map { (id: $0.key, key: Secret(Bytes(repeating: $0.value, count: 32))) },
                random: SecureRandom.source
            )
        )
    }

    // MARK: What tests do all the time

    /// A merchant's keys, as the sandbox tells them.
    func keys(_ mchid: String) async throws -> MerchantKeys {
        let answer = try await control(.get, "/sandbox/merchant?mchid=\(mchid)")
        return try #require(MerchantKeys(offered: answer))
    }

    @discardableResult
    func control(_ method: Method, _ target: String, _ body: String = "") async throws
        -> JSONValue
    {
        try await pay.control(method, target, body)
    }

    func fault(_ path: String, _ members: String) async throws {
        try await control(.post, "/sandbox/faults", #"{"path":"\#(path)",\#(members)}"#)
    }

    /// Everything that is due happens: at WeChat Pay, its callbacks, our jobs.
    func settle() async throws {
        for _ in 0..<2 {
            try await pay.settle()
            await runner.runDue()
        }
    }

    /// Time passes, and what becomes due on the way happens.
    func pass(seconds: Int64, by step: Int64 = 5) async throws {
        var left = seconds
        while left > 0 {
            world.time.advance(seconds: min(step, left))
            left -= step
            try await settle()
        }
    }

    func openid(_ user: String = "xiaoming", in appid: String = app) async throws -> String {
        let users = try await control(.get, "/sandbox/users")["users"]?.array
        let identities = users?.first { $0["name"]?.string == user }?["identities"]?.array
        return try #require(
            identities?.first { $0["appid"]?.string == appid }?["openid"]?.string
        )
    }

    func request(
        _ ref: String,
        fen: Int64 = 100,
        fund: String? = nil,
        in appid: String = app,
        seconds: Int64 = 1800
    ) async throws -> PaymentRequest {
        PaymentRequest(
            ref: ref,
            fund: fund,
            mchid: Self.first,
            appid: appid,
            openid: try await openid(in: appid),
            description: "金桔一斤",
            amount: Money(fen: fen),
            expiresAt: start.adding(seconds: seconds)
        )
    }

    /// When the world began.
    private let start = UnixTime(seconds: 1_768_449_600)

    /// The prepay id that a phone would pay.
    func prepay(_ request: PaymentRequest) async throws -> String {
        let arguments = try await payments.pay(refusing: { $0 }) { _ in request }
        return String(arguments.package.dropFirst("prepay_id=".utf8.count))
    }

    /// xiaoming pays; what became of the callback.
    @discardableResult
    func pay(_ prepayID: String) async throws -> JSONValue {
        try await control(
            .post,
            "/sandbox/pay",
            #"{"user":"xiaoming","prepay_id":"\#(prepayID)"}"#
        )
    }

    /// Something that is paid for.
    func paid(_ ref: String, fen: Int64 = 100, fund: String? = nil) async throws -> PaymentRecord {
        try await pay(prepay(request(ref, fen: fen, fund: fund)))
        return try #require(try await payment(ref))
    }

    func payment(_ ref: String) async throws -> PaymentRecord? {
        try await database.read { try payments.payments(of: ref, in: $0).first }
    }

    func transferRequest(
        _ ref: String,
        fund: String,
        fen: Int64 = 30,
        in appid: String = app
    ) async throws -> TransferRequest {
        TransferRequest(
            ref: ref,
            fund: fund,
            appid: appid,
            openid: try await openid(in: appid),
            amount: Money(fen: fen),
            terms: TransferTerms(
                sceneID: "1000",
                remark: "挖宝红包",
                reports: [.init("活动名称", "挖宝"), .init("奖励说明", "红包")],
                style: .redPacket
            )
        )
    }

    // MARK: Whether money adds up

    /// Ours, and against the sandbox's ledger, to the fen.
    func expectSound(_ location: SourceLocation = #_sourceLocation) async throws {
        let problems = try await database.read { try PaymentVerification.problems(in: $0) }
        #expect(problems == [], sourceLocation: location)
        for mchid in [Self.first, Self.second] {
            let ours = try await database.read {
                try PaymentVerification.report(account: mchid, in: $0)
            }
            let theirs = Ledger(try await control(.get, "/sandbox/ledger?mchid=\(mchid)"))
            #expect(ours.paidIn.fen == theirs.paid, sourceLocation: location)
            #expect(ours.refunded.fen == theirs.refunded, sourceLocation: location)
            #expect(ours.paidOut.fen == theirs.transferred, sourceLocation: location)
            #expect(ours.addsUp, "\(ours)", sourceLocation: location)
        }
    }
}
