import Basics
import Crypto
import HTTP
import JSON
import Loops
import Processes
import ServiceKit
import Storage
import TestKit
import Testing
import TreasureDomain

@testable import TreasureServer

/// That a draw can be checked, and by nobody before its time.
@Suite struct ProofTests {
    private static let path = "/api/treasure/proof"

    private func proof(_ code: String, of treasure: TreasureWorld) async throws -> JSONValue {
        let answer = await treasure.harness.call(.get, Self.path, ["code": code])
        try #require(answer.status == 200)
        #expect(answer.headers["Vary"] == "Accept")
        return try answer.json
    }

    private func seed(_ code: String, of treasure: TreasureWorld) async throws -> Bytes {
        let id = try await treasure.task(code).id
        return try await treasure.service.database.read {
            try #require(try TaskStore($0).seed(of: id))
        }
    }

    /// The draws of tasks of every kind, dug to their end or broken off, agree with a program that
    /// shares no line with ours; so does not one of whose proof anything is changed.
    @Test(arguments: [
        (["forecast_num": "12"], true), (["forecast_num": "1"], true),
        (["prize_num": "3", "forecast_num": "20"], true),
        (["prize_num": "4", "forecast_num": "9", "interval": "7", "fluctuation": "3"], true),
        (["prize_num": "2", "forecast_num": "1", "interval": "1"], true),
        (["forecast_num": "1000000"], false),
        (["prize_num": "1000", "forecast_num": "9", "interval": "99", "fluctuation": "49"], false),
    ])
    func anotherProgramAgrees(_ terms: [String: String], _ isDugOut: Bool) async throws {
        let treasure = try await TreasureWorld(seed: UInt64(terms.count))
        let code = try await treasure.published(terms)
        if isDugOut {
            try await digOut(code, in: treasure)
        } else {
            for number in Int64(100)...105 { await treasure.dig(code, as: number) }
            #expect(await treasure.post("endTask", ["code": code]) == .done)
        }
        let answer = await treasure.harness.call(.get, Self.path, ["code": code])
        let verdict = try await judged(answer.body, in: treasure)
        #expect(verdict.isFair, "\(verdict.words)")
        #expect(verdict.words.hasPrefix("fair: task \(code)"))
        let proof = try answer.json
        #expect(proof["is_ended"]?.integer == 1)
        let found = proof["prizes"]?.array?.filter { $0["is_found"]?.integer == 1 }
        #expect(isDugOut == (found?.count == proof["prizes"]?.array?.count))
    }

    @Test func whatIsNotFairIsNoticed() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["prize_num": "2", "forecast_num": "9", "interval": "6", "fluctuation": "2"]
        )
        try await digOut(code, in: treasure)
        let answer = await treasure.harness.call(.get, Self.path, ["code": code])
        let proof = try answer.json
        let seed = try #require(proof["seed"]?.string)
        let depth = try #require(proof["prizes"]?.array?.first?["depth"]?.integer)
        let other = (seed.hasPrefix("0") ? "1" : "0") + seed.dropFirst()
        let changes = [
            (seed, other), (#""depth":\#(depth)"#, #""depth":\#(depth + 1)"#),
            (#""is_found":1}]"#, #""is_found":0}]"#), (#""fluctuation":2"#, #""fluctuation":1"#),
            (#""max_depth":14"#, #""max_depth":15"#), (code, "another"),
        ]
        for (truth, lie) in changes {
            let lies = answer.body.replacing(truth, with: lie)
            #expect(lies != answer.body, "\(truth)")
            let verdict = try await judged(lies, in: treasure)
            #expect(!verdict.isFair && verdict.words.contains("NOT FAIR"), "\(lie)")
        }
    }

    /// Whatever is asked of the process by anybody: neither the seed nor a depth that nobody has
    /// reached is in it.
    @Test func nobodyLearnsItBefore() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published(
            ["prize_num": "3", "forecast_num": "1", "interval": "100000", "fluctuation": "40000"]
        )
        await treasure.dig(code, as: 5)
        let secret = Hex.encode(try await seed(code, of: treasure))
        let depths = try await treasure.prizes(of: code).map { "\($0.depth)" }
        let publisher = TreasureWorld.caller(1)
        var bodies: [String] = []
        for name in ["getTaskList", "getTaskDetails", "getTaskUser", "getTaskWinners", "proof"] {
            bodies.append(await treasure.get(name, ["code": code], as: publisher).body)
            bodies.append(await treasure.get(name, ["code": code], as: 5).body)
        }
        for name in ["getMyInfo", "getMyRelease", "getMyPartake", "getMyPrize"] {
            bodies.append(await treasure.get(name, as: publisher).body)
            bodies.append(await treasure.get(name, as: 5).body)
        }
        for path in [
            "tasks", "tasks.csv", "tasks/\(code)", "tasks/\(code)/prizes", "prizes.csv",
            "reviews", "settlement", "people/1", "people/5", "people/5/digs",
            "people/5/prizes", "trail",
        ] {
            let answer = await treasure.harness.call(.get, "/admin/treasure/\(path)", by: .key)
            #expect(answer.status == 200, "\(path)")
            bodies.append(answer.body)
        }
        for body in bodies {
            #expect(!body.contains(secret))
            for depth in depths { #expect(!body.contains(depth), "\(body)") }
        }
        let running = try await proof(code, of: treasure)
        let commitment = Hex.encode(SHA256.hash(try await seed(code, of: treasure)))
        #expect(running["commitment"]?.string == commitment)
        #expect(running["is_ended"]?.integer == 0 && running["now_depth"]?.integer == 1)
        #expect(running["seed"] == nil && running["prizes"] == nil)
        #expect(await treasure.post("endTask", ["code": code]) == .done)
        let ended = try await proof(code, of: treasure)
        #expect(ended["seed"]?.string == secret && ended["commitment"]?.string == commitment)
        let shown = ended["prizes"]?.array?.compactMap { $0["depth"]?.integer }
        #expect(shown?.map { "\($0)" } == depths)
        #expect(try await treasure.details(code)["seed"]?.string == secret)
    }

    @Test func whatHasNothingToProve() async throws {
        let treasure = try await TreasureWorld()
        let unpaid = try await treasure.published(["goods_type": "1", "money": "5"])
        treasure.judge.text = .review
        let waiting = try await treasure.published()
        #expect(try await treasure.office(waiting) { try $0.refuse($1) })
        for code in [unpaid, waiting, "23456789abcd", "x", "../../etc/passwd"] {
            let answer = await treasure.harness.call(.get, Self.path, ["code": code])
            #expect(answer == .refused("任务不存在"))
        }
        #expect(await treasure.harness.call(.get, Self.path) == .missing)
        #expect(await treasure.harness.call(.get, Self.path, ["code": " "]) == .missing)
    }

    /// Those who have dug there may still check; what it said is not shown any more.
    @Test func whatWasTakenAwayStaysProvable() async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        #expect(try await proof(code, of: treasure)["name"]?.string == "一袋金桔")
        #expect(try await treasure.office(code) { try $0.block($1) })
        let blocked = try await proof(code, of: treasure)
        #expect(blocked["name"]?.string == "" && blocked["seed"]?.string != nil)
    }

    // MARK: The page

    @Test(
        arguments: [
            ("text/html", true), ("text/html,application/xhtml+xml,*/*;q=0.8", true),
            ("application/json", false), ("*/*", false), (nil, false),
        ] as [(String?, Bool)]
    )
    func browsersGetThePage(_ accept: String?, _ isPage: Bool) async throws {
        let treasure = try await TreasureWorld()
        let code = try await treasure.published()
        let response = try await response("\(Self.path)?code=\(code)", accept, treasure)
        let type = isPage ? "text/html; charset=utf-8" : "application/json"
        #expect(response.headers["Content-Type"]?.hasPrefix(type) == true)
        #expect(response.headers["Vary"] == "Accept")
    }

    /// It runs and looks like what is in it, to the octet, and loads nothing.
    @Test func thePageLoadsNothing() async throws {
        let treasure = try await TreasureWorld()
        let response = try await response(Self.path, "text/html", treasure)
        let page = String(decoding: try await response.body.collect(upTo: 1 << 20), as: UTF8.self)
        let policy = try #require(response.headers["Content-Security-Policy"])
        #expect(policy.hasPrefix("default-src 'none'; "))
        #expect(!policy.contains("unsafe") && !policy.contains("*"))
        for name in ["script", "style"] {
            let parts = page.split(separator: "<\(name)>").dropFirst()
            let text = try #require(parts.first?.split(separator: "</\(name)>").first)
            let hash = Base64.encode(SHA256.hash(Bytes(text.utf8)))
            #expect(parts.count == 1 && policy.contains("\(name)-src 'sha256-\(hash)'"))
        }
        for foreign in ["http://", "https://", "src=", "@import", "url(", "innerHTML", "onclick"] {
            #expect(!page.contains(foreign), "\(foreign)")
        }
    }

    // MARK: Helpers

    private func response(
        _ target: String,
        _ accept: String?,
        _ treasure: TreasureWorld
    ) async throws -> Response {
        let headers = accept.map { [(name: "Accept", value: $0)] } ?? []
        return await treasure.harness.respond(
            to: Request(
                method: .get,
                target: try #require(RequestTarget(target)),
                headers: HeaderFields(headers),
                body: .empty
            )
        )
    }

    private func digOut(_ code: String, in treasure: TreasureWorld) async throws {
        for number in Int64(100)..<1_000 {
            if try await treasure.task(code).state.isOver { return }
            let answer = await treasure.dig(code, as: number)
            try #require(answer.code == 0, "\(answer)")
        }
        throw TreasureWorld.Lost()
    }

    /// What `docs/fairness.py` says of a proof.
    private func judged(
        _ proof: String,
        in treasure: TreasureWorld
    ) async throws -> (isFair: Bool, words: String) {
        let root = #filePath.split(separator: "/").dropLast(3).joined(separator: "/")
        let directory = try TemporaryDirectory()
        try TextFile.append(proof, to: directory.file("proof.json"))
        let process = try await TestProcess.start(
            "/usr/bin/env",
            arguments: ["python3", "/\(root)/docs/fairness.py", directory.file("proof.json")],
            environment: ["PATH": OwnProcess.environment()["PATH"] ?? "/usr/bin:/bin"],
            output: directory.file("verdict")
        )
        let status = try await process.exit(within: 30)
        return (status == .code(0), process.output)
    }
}
