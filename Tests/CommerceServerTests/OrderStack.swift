import AuthCalls
import Basics
import HTTP
import JSON
import Loops
import Processes
import ServiceKit
import Storage
import TestKit
import Testing

@testable import CommerceServer

/// The real executables that orders need, with a merchant of each centre, for tests that walk
/// through all of them or kill commerce.
final class OrderStack: Sendable {
    let stack: Stack
    private let commerce = Locked<TestProcess?>(nil)

    /// Gateway, auth and sandbox; commerce is started by the test.
    init() async throws {
        // What is waited for is asked about often.
        let rates = ["KUMQUAT_RATE_PER_SECOND": "1000", "KUMQUAT_RATE_BURST": "2000"]
        stack = try Stack(settings: rates)
        for member in [StackMember.sandbox, .auth, .gateway] { try await stack.start(member) }
    }

    // MARK: Life and death

    /// Starts commerce, to die at a step of payments where one is named.
    func startCommerce(dyingAt step: String? = nil) async throws {
        var environment = stack.environment
        environment["KUMQUAT_SANDBOX_DIE_AT"] = step
        let process = try await TestProcess.start(
            "kumquat-commerce",
            environment: environment,
            output: stack.logFile(of: .commerce)
        )
        commerce.withLock { $0 = process }
        let client = TestClient(port: stack.port + StackMember.commerce.portOffset)
        try await eventually(within: 30, "commerce is ready") {
            if process.status != nil { return true }
            return (try? await client.get("/readyz"))?.status == 200
        }
        #expect(process.status == nil, "\(process.output.suffix(2000))")
    }

    var isDead: Bool { commerce.withLock { $0 }?.status != nil }

    func awaitDeath() async throws {
        try await eventually(within: 30, "commerce dies") { isDead }
    }

    func kill() async throws {
        let process = commerce.withLock { $0 }
        process?.send(9)
        try await process?.exit()
    }

    /// Writes the catalogue into commerce's file, which has to be there.
    func plant() async throws {
        let database = try openFile()
        try await Catalogue.plant(in: database)
        // Dates of the tests without sockets are of another year.
        try await database.write { unit in
            try unit.connection.run(
                "UPDATE goods SET starts_on = ?1, ends_on = ?2",
                CivilZone.china.day(at: unit.now).adding(days: -1),
                CivilZone.china.day(at: unit.now).adding(days: 30)
            )
        }
        await database.file.close()
    }

    private func openFile() throws -> ServiceDatabase {
        let clock = DomainClock(real: Clock.system, movable: true)
        return ServiceDatabase(
            try Database(
                path: "\(stack.home.path)/commerce.sqlite",
                migrations: CommerceMigrations.all,
                clock: clock.clock
            ),
            clock: clock,
            log: Logger(service: "test", level: .error, clock: Clock.system) { _ in }
        )
    }

    /// Ours within itself, by the command, and against the sandbox's ledger.
    func expectSound(_ location: SourceLocation = #_sourceLocation) async throws {
        let output = stack.home.file("verify-\(UInt64.random(in: 0...UInt64.max)).out")
        let verify = try await TestProcess.start(
            "kumquat-commerce",
            arguments: ["verify"],
            environment: stack.environment,
            output: output
        )
        let status = try await verify.exit(within: 30)
        #expect(status == .code(0), "\(verify.output)", sourceLocation: location)
        let ledger = try await control("/sandbox/ledger?limit=1000", .get)
        let paid = (ledger["payments"]?.array ?? []).filter { $0["transaction_id"] != nil }
            .compactMap { $0["amount"]?["total"]?.integer }.reduce(0, +)
        let database = try openFile()
        let ours = try await database.read { connection in
            try connection.first(
                "SELECT coalesce(sum(received), 0) FROM pay_payment",
                row: { try $0.integer(0) }
            )
        }
        await database.file.close()
        #expect(ours == paid, sourceLocation: location)
    }

    // MARK: People

    /// Somebody in one mini-program.
    struct Shopper: Sendable {
        let name: String
        let token: String
        let stack: Stack

        func post(_ path: String, _ form: [String: String] = [:]) async throws -> TestKit.Answer {
            try await stack.gateway.post(
                "/api/user/\(path)",
                form: form.merging(["token": token]) { $1 }
            )
        }

        /// Nil where nobody answers.
        func tryPost(_ path: String, _ form: [String: String] = [:]) async -> TestKit.Answer? {
            try? await post(path, form)
        }

        func get(_ path: String, _ query: String = "") async throws -> TestKit.Answer {
            try await stack.gateway.get("/api/user/\(path)?\(query)&token=\(token)")
        }

        func order(_ number: String) async throws -> JSONValue {
            let answer = try await get("order/detail", "order_no=\(number)")
            return try #require(answer.data, "\(answer.text)")
        }
    }

    /// Logs somebody in to an app, by its place among the sandbox's; with a mobile where one is
    /// given.
    func shopper(_ name: String, app: Int, mobile: String? = nil) async throws -> Shopper {
        _ = try await control("/sandbox/users", .post, #"{"name":"\#(name)"}"#)
        let appid = OrderWorld.apps[app - 1].appid
        let made = try await control(
            "/sandbox/code",
            .post,
            #"{"user":"\#(name)","appid":"\#(appid)"}"#
        )
        let code = try #require(made["code"]?.string)
        let login = try await stack.gateway.post(
            "/api/user/wxLogin",
            form: ["code": code, "appid": appid]
        )
        let token = try #require(login.data?["token"]?.string, "\(login.text)")
        let shopper = Shopper(name: name, token: token, stack: stack)
        guard let mobile else { return shopper }
        let sent = try await shopper.post("sms/verify_code", ["mobile": mobile])
        let verify = try #require(sent.data?["verify_code"]?.string, "\(sent.text)")
        let bound = try await shopper.post(
            "login",
            ["mobile": mobile, "verify_code": verify]
        )
        try #require(bound.code == 0, "\(bound.text)")
        return shopper
    }

    /// The phone pays what `sdk_config` says.
    func phonePays(_ answer: TestKit.Answer, as shopper: Shopper) async throws {
        let package = try #require(
            answer.data?["sdk_config"]?["package"]?.string,
            "\(answer.text)"
        )
        let prepayID = package.dropFirst("prepay_id=".utf8.count)
        _ = try await control(
            "/sandbox/pay",
            .post,
            #"{"user":"\#(shopper.name)","prepay_id":"\#(prepayID)"}"#
        )
    }

    @discardableResult
    func control(
        _ target: String,
        _ method: HTTP.Method,
        _ body: String = ""
    ) async throws -> JSONValue {
        let answer = try await stack.client(of: .sandbox)
            .send(method, target, body: body.isEmpty ? nil : Bytes(body.utf8))
        #expect(answer.status == 200, "\(target) \(body): \(answer.text)")
        return answer.json ?? .null
    }

    func fault(_ path: String, _ members: String) async throws {
        try await control("/sandbox/faults", .post, #"{"path":"\#(path)",\#(members)}"#)
    }
}
