import Basics
import Glibc
import HTTP
import JSON
import Loops
import Processes
import TestKit
import Testing

/// The real sandbox and a small service over Payments, each a process: what a crash leaves is what
/// lies on the disk.
final class ShopWorld: Sendable {
    let stack: Stack
    let sandbox: TestClient
    private let shop: TestClient
    private let running = Locked<TestProcess?>(nil)
    /// Of xiaoming, by appid.
    private let openids: [String: String]

    static let mchid = "1660000109"
    static let app = "wx6b756d7175617401"
    static let otherApp = "wx6b756d7175617402"

    static func start() async throws -> ShopWorld {
        let stack = try Stack()
        try await stack.start(.sandbox)
        let users = try await stack.client(of: .sandbox).get("/sandbox/users").json
        let identities = users?["users"]?.array?.first?["identities"]?.array ?? []
        var openids: [String: String] = [:]
        for identity in identities {
            openids[identity["appid"]?.string ?? ""] = identity["openid"]?.string
        }
        return ShopWorld(stack, openids)
    }

    private init(_ stack: Stack, _ openids: [String: String]) {
        self.stack = stack
        self.openids = openids
        sandbox = stack.client(of: .sandbox)
        shop = TestClient(port: stack.port + 3)
    }

    // MARK: Life and death

    /// Starts the shop, to die at a step where one is named.
    func startShop(dyingAt step: String? = nil) async throws {
        var environment = stack.environment
        environment["KUMQUAT_PUBLIC_URL"] = "http://127.0.0.1:\(stack.port + 3)"
        environment["KUMQUAT_SANDBOX_DIE_AT"] = step
        let process = try await TestProcess.start(
            "PaymentsShop",
            environment: environment,
            output: stack.home.file("shop.stderr")
        )
        running.withLock { $0 = process }
        try await eventually(within: 30, "the shop is ready") {
            (try? await shop.get("/readyz"))?.status == 200 || process.status != nil
        }
        #expect(process.status == nil, "\(process.output.suffix(2000))")
    }

    var isDead: Bool { running.withLock { $0 }?.status != nil }

    /// Ends it where it stands.
    func kill() async throws {
        let process = running.withLock { $0 }
        process?.send(SIGKILL)
        try await process?.exit()
    }

    func awaitDeath() async throws {
        try await eventually(within: 20, "the shop dies") { isDead }
    }

    // MARK: Asking

    /// Nil where nobody answers, or no.
    @discardableResult
    func ask(_ name: String, _ body: String = "{}") async -> JSONValue? {
        let answer = try? await shop.send(.post, "/shop/\(name)", body: Bytes(body.utf8))
        return answer?.status == 200 ? answer?.json : nil
    }

    /// The same until it is answered; the shop is started where it has died.
    func insist(_ name: String, _ body: String) async throws -> JSONValue {
        for _ in 0..<100 {
            if isDead { try await startShop() }
            if let answer = await ask(name, body) { return answer }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw NeverHappened(description: "\(name) \(body) is answered")
    }

    func newOrder(fen: Int64 = 100) async throws -> Int64 {
        let body = #"{"mchid":"\#(Self.mchid)","fen":\#(fen)}"#
        return try #require(try await insist("orders", body)["order"]?.integer)
    }

    /// What says who pays, or wins, which order.
    func body(_ order: Int64, _ more: String = "", in appid: String = app) -> String {
        #"{"order":\#(order),"appid":"\#(appid)","openid":"\#(openids[appid] ?? "")"\#(more)}"#
    }

    func book(_ order: Int64) async throws -> JSONValue {
        try await insist("book", #"{"order":\#(order)}"#)
    }

    /// The phone pays what `pay` answered.
    func phonePays(_ arguments: JSONValue) async throws {
        let package = try #require(arguments["package"]?.string)
        let prepayID = package.dropFirst("prepay_id=".utf8.count)
        try await control("/sandbox/pay", #"{"user":"xiaoming","prepay_id":"\#(prepayID)"}"#)
    }

    @discardableResult
    func control(_ target: String, _ body: String = "{}") async throws -> JSONValue {
        let answer = try await sandbox.send(.post, target, body: Bytes(body.utf8))
        #expect(answer.status == 200, "\(target) \(body): \(answer.text)")
        return answer.json ?? .null
    }

    func fault(_ path: String, _ members: String) async throws {
        try await control("/sandbox/faults", #"{"path":"\#(path)",\#(members)}"#)
    }

    /// Time passes for both.
    func pass(_ seconds: Int64) async throws {
        try await control("/sandbox/clock", #"{"advance_seconds":\#(seconds)}"#)
    }

    /// Waits until an order's book is as it should be; time passes meanwhile.
    func eventuallyBook(
        _ order: Int64,
        _ what: String,
        _ condition: (JSONValue) -> Bool
    ) async throws {
        var last = JSONValue.null
        for _ in 0..<80 {
            if isDead { try await startShop() }
            last = try await book(order)
            if condition(last) { return }
            try await pass(5)
            try await Task.sleep(for: .milliseconds(100))
        }
        throw NeverHappened(description: "\(what): \(last)")
    }

    // MARK: Money

    /// Rows, entries and balances agree, and agree with the sandbox's ledger, to the fen.
    func expectSound(_ orders: [Int64], _ location: SourceLocation = #_sourceLocation)
        async throws
    {
        var (paid, refunded, paidOut): (Int64, Int64, Int64) = (0, 0, 0)
        for order in orders {
            let book = try await book(order)
            #expect(book["problems"]?.array?.isEmpty == true, "\(book)", sourceLocation: location)
            #expect(book["adds_up"]?.bool == true, "\(book)", sourceLocation: location)
            #expect((book["times_paid"]?.integer ?? 9) <= 1, sourceLocation: location)
            #expect((book["times_won"]?.integer ?? 9) <= 1, sourceLocation: location)
            paid += book["paid_in"]?.integer ?? 0
            refunded += book["refunded"]?.integer ?? 0
            paidOut += book["paid_out"]?.integer ?? 0
        }
        let ledger = Ledger(try #require(try await sandbox.get("/sandbox/ledger").json))
        #expect(paid == ledger.paid, sourceLocation: location)
        #expect(refunded == ledger.refunded, sourceLocation: location)
        #expect(paidOut == ledger.transferred, sourceLocation: location)
    }

    func stop() async throws {
        running.withLock { $0 }?.send(SIGTERM)
        try await running.withLock { $0 }?.exit(within: 30)
        _ = try await stack.stop()
    }
}
