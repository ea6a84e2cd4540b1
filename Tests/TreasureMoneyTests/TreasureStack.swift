import Basics
import HTTP
import Images
import JSON
import Loops
import Processes
import TestKit
import Testing

/// The real processes that a red packet passes through, of which treasure dies where it is told to.
final class TreasureStack: Sendable {
    let stack: Stack
    let sandbox: TestClient
    /// By name.
    private let tokens = Locked<[String: String]>([:])
    private let picture = Locked("")
    private let dying = Locked<TestProcess?>(nil)

    static func start() async throws -> TreasureStack {
        let stack = try Stack(settings: [
            "KUMQUAT_RATE_PER_SECOND": "1000", "KUMQUAT_RATE_BURST": "5000",
            "KUMQUAT_TREASURE_COOLDOWN_SECONDS": "0", "KUMQUAT_TREASURE_TASKS_PER_DAY": "1000",
        ])
        for member in [StackMember.sandbox, .auth, .treasure, .gateway] {
            try await stack.start(member)
        }
        let made = TreasureStack(stack)
        for name in ["xiaoming", "xiaohong"] { try await made.logIn(name) }
        try await made.upload()
        return made
    }

    private init(_ stack: Stack) {
        self.stack = stack
        sandbox = stack.client(of: .sandbox)
        dying.withLock { $0 = stack.process(.treasure) }
    }

    // MARK: Life and death

    /// Starts treasure, to die at a step where one is named.
    func startTreasure(dyingAt step: String? = nil) async throws {
        var settings: [String: String] = [:]
        settings["KUMQUAT_SANDBOX_DIE_AT"] = step
        let process = try await stack.start(.treasure, with: settings)
        dying.withLock { $0 = process }
    }

    var isDead: Bool { dying.withLock { $0 }?.status != nil }

    func kill() async throws { try await stack.kill(.treasure) }

    /// Does what leads there until treasure is dead: the gateway may think it dead already, or what is
    /// to be done may wait for a lease of one that was.
    func awaitDeath(at step: String, _ leadThere: () async -> Void) async throws {
        try await TestKit.eventually(within: 90, "treasure dies at \(step)") {
            if !isDead { await leadThere() }
            return isDead
        }
    }

    func revive() async throws {
        if isDead { try await startTreasure() }
    }

    // MARK: People

    private func logIn(_ name: String) async throws {
        let code = try await control(.post, "/sandbox/code", #"{"user":"\#(name)"}"#)["code"]
        let wish = #"{"user":"\#(name)","kind":"profile"}"#
        let sealed = try await control(.post, "/sandbox/encrypt", wish)
        let query = ["code", "iv", "encryptedData"].map { part in
            let value = (part == "code" ? code : sealed[part])?.string ?? ""
            return "\(part)=\(PercentCoding.encode(value))"
        }
        let answer = try await stack.gateway.get(
            "/api/treasure/userLogin?\(query.joined(separator: "&"))"
        )
        let token = try #require(answer.data?["token"]?.string, "\(answer.text)")
        tokens.withLock { $0[name] = token }
    }

    private func upload() async throws {
        let file = try Picture(width: 8, height: 6, filled: Color(red: 1, green: 1, blue: 2)).png()
        let head =
            "--B\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
            + "Content-Type: image/png\r\n\r\n"
        let answer = try await stack.gateway.send(
            .post,
            "/api/treasure/uploadFile",
            token: tokens.withLock { $0["xiaoming"] },
            body: Bytes(head.utf8) + file + Bytes("\r\n--B--\r\n".utf8),
            contentType: "multipart/form-data; boundary=B"
        )
        let url = try #require(answer.json?["url"]?.string, "\(answer.text)")
        picture.withLock { $0 = url }
        // WeChat fetches it once; were treasure dead then, a person would have to look at it.
        let path = try #require(url.split(separator: "?").first).split(separator: "/").suffix(3)
        try await eventually("the picture is passed") {
            try await stack.gateway.get("/" + path.joined(separator: "/")).status == 200
        }
    }

    /// Nil where nobody answers, or no.
    @discardableResult
    func ask(
        _ name: String,
        _ form: [String: String],
        by person: String
    ) async -> JSONValue? {
        let token = tokens.withLock { $0[person] }
        let query = form.map { "\($0.key)=\(PercentCoding.encode($0.value))" }
            .joined(separator: "&")
        let answer =
            name.hasPrefix("get")
            ? try? await stack.gateway.get("/api/treasure/\(name)?\(query)", token: token)
            : try? await stack.gateway.post("/api/treasure/\(name)", form: form, token: token)
        guard answer?.status == 200, answer?.json?["status"]?.integer == 0 else { return nil }
        return answer?.json
    }

    /// The same until it is answered, as a phone would; treasure is started where it has died.
    func insist(
        _ name: String,
        _ form: [String: String],
        by person: String
    ) async throws -> JSONValue {
        for _ in 0..<100 {
            try await revive()
            if let answer = await ask(name, form, by: person) { return answer }
            try await Task.sleep(for: .milliseconds(200))
        }
        throw NeverHappened(description: "\(name) \(form) is answered")
    }

    @discardableResult
    func control(
        _ method: HTTP.Method,
        _ target: String,
        _ body: String = "{}"
    ) async throws -> JSONValue {
        let answer = try await sandbox.send(
            method,
            target,
            body: method == .get ? nil : Bytes(body.utf8),
            contentType: method == .get ? nil : "application/json"
        )
        guard answer.status == 200 else {
            throw NeverHappened(description: "\(target) \(body): 200, not \(answer.text)")
        }
        return answer.json ?? .null
    }

    func fault(_ path: String, _ members: String) async throws {
        try await control(.post, "/sandbox/faults", #"{"path":"\#(path)",\#(members)}"#)
    }

    /// Time passes for all of them.
    func pass(_ seconds: Int64) async throws {
        try await control(.post, "/sandbox/clock", #"{"advance_seconds":\#(seconds)}"#)
    }

    // MARK: A red packet

    /// Two prizes of a yuan, the first of them under the first dig.
    func publish() async throws -> String {
        let form = [
            "goods_type": "1", "url": picture.withLock { $0 }, "name": "红包", "prize_num": "2",
            "forecast_num": "2", "money": "1", "interval": "1", "fluctuation": "0",
        ]
        let answer = try await insist("publishTask", form, by: "xiaoming")
        return try #require(answer["code"]?.string)
    }

    func sandboxPays(_ arguments: JSONValue) async throws {
        let package = try #require(arguments["package"]?.string)
        let prepay = package.dropFirst("prepay_id=".utf8.count)
        try await control(
            .post,
            "/sandbox/pay",
            #"{"user":"xiaoming","prepay_id":"\#(prepay)"}"#
        )
    }

    /// Waits for something, long enough for what was leased by a dead process to be free again, which
    /// takes half a minute of real time. Treasure is started where it has died, and time passes: not
    /// so much that what is unpaid ends.
    func eventually(_ what: String, _ isSo: () async throws -> Bool) async throws {
        let end = SystemTime.monotonicNanoseconds() + 90_000_000_000
        var round = 0
        while SystemTime.monotonicNanoseconds() < end {
            try await revive()
            if try await isSo() { return }
            try await pass(round < 60 ? 5 : 1)
            try await Task.sleep(for: .milliseconds(100))
            round += 1
        }
        throw NeverHappened(description: what)
    }

    /// Waits until somebody is shown a task.
    func eventuallyShown(_ code: String, to person: String) async throws {
        try await eventually("\(code) is shown to \(person)") {
            await ask("getTaskDetails", ["code": code], by: person) != nil
        }
    }

    // MARK: Money

    /// The newest of the sandbox's lists.
    func ledger(_ list: String) async throws -> [JSONValue] {
        try await control(.get, "/sandbox/ledger")[list]?.array ?? []
    }

    /// What `kumquat-treasure verify` says, beside the running process.
    func verify() async throws -> String {
        let process = try await TestProcess.start(
            "kumquat-treasure",
            arguments: ["verify"],
            environment: stack.environment,
            output: stack.home.file("verify-\(UInt64.random(in: 0...UInt64.max))")
        )
        let status = try await process.exit(within: 60)
        #expect(status == .code(0), "\(process.output)")
        return process.output
    }

    /// Sound by itself, and to the fen what the sandbox's ledger says.
    func expectSound(_ location: SourceLocation = #_sourceLocation) async throws {
        let said = try await verify()
        func sum(_ list: String, _ isCounted: (JSONValue) -> Bool, _ fen: (JSONValue) -> Int64?)
            async throws -> Int64
        {
            try await ledger(list).filter(isCounted).compactMap(fen).reduce(0, +)
        }
        let paid = try await sum("payments", { $0["transaction_id"] != nil }) {
            $0["amount"]?["total"]?.integer
        }
        let transferred = try await sum("transfers", { $0["state"]?.string == "SUCCESS" }) {
            $0["transfer_amount"]?.integer
        }
        let refunded = try await sum("refunds", { $0["status"]?.string == "SUCCESS" }) {
            $0["amount"]?["refund"]?.integer
        }
        #expect(
            said.contains("paid in \(paid) = paid out \(transferred) + given back \(refunded) "),
            "\(said)",
            sourceLocation: location
        )
    }
}
