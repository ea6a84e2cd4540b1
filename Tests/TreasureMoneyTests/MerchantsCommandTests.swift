import Basics
import Glibc
import HTTP
import JSON
import Processes
import TestKit
import Testing

/// `kumquat-treasure merchants …` and the running process, in production.
@Suite struct MerchantsCommandTests {
    /// A machine of its own, on which nothing runs.
    private struct Machine {
        let home: TemporaryDirectory
        let port: Int
        private let keys: [String: String]

        init() throws {
            home = try TemporaryDirectory()
            port = try FreePorts.block()
            keys = ["k1": Self.key(), "k2": Self.key(), "k3": Self.key()]
        }

        private static func key() -> String {
            Base64.encode((0..<32).map { _ in UInt8.random(in: 0...255) })
        }

        func environment(_ dataKeys: [String] = ["k1"]) -> [String: String] {
            [
                "KUMQUAT_ENV": "production", "KUMQUAT_HOME": home.path, "KUMQUAT_PORT": "\(port)",
                "KUMQUAT_PUBLIC_URL": "https://api.example.com",
                "KUMQUAT_INTERNAL_KEYS": keys["k3"] ?? "",
                "KUMQUAT_DATA_KEYS": dataKeys.map { "\($0):\(keys[$0] ?? "")" }
                    .joined(separator: ","),
            ]
        }

        func run(_ words: String, _ dataKeys: [String] = ["k1"]) async throws -> (
            status: Processes.ExitStatus, output: String
        ) {
            let process = try await TestProcess.start(
                "kumquat-treasure",
                arguments: ["merchants"] + words.split(separator: " ").map(String.init),
                environment: environment(dataKeys),
                output: home.file("out-\(UInt64.random(in: 0...UInt64.max))")
            )
            return (try await process.exit(within: 60), process.output)
        }

        /// A file that its owner alone may read, or not.
        func file(_ text: String, mode: mode_t = 0o600) throws -> String {
            let path = home.file("merchant-\(UInt64.random(in: 0...UInt64.max))")
            try TextFile.write(text, to: path)
            #expect(unsafe chmod(path, mode) == 0)
            return path
        }
    }

    @Test func keysAreSetListedAndResealed() async throws {
        let machine = try Machine()
        let world = try await MoneyWorld()
        let offered = try await world.control(.get, "/sandbox/merchant?mchid=\(MoneyWorld.mchid)")
        let text = String(decoding: try JSONOutput.encode(offered), as: UTF8.self)
        #expect(try await machine.run("list").status == .code(0))
        // What others may read is no secret any more.
        let open = try await machine.run("set \(machine.file(text, mode: 0o644))")
        #expect(open.status == .code(1) && open.output.contains("chmod 600"), "\(open.output)")
        for wrong in ["", "{}", "hello", #"{"mchid":"1660000109"}"#] {
            let refused = try await machine.run("set \(machine.file(wrong))")
            #expect(refused.status == .code(2), "\(wrong): \(refused.output)")
        }
        let broken = text.replacing("BEGIN PRIVATE KEY", with: "BEGIN PRIVATE KEg")
        let malformed = try await machine.run("set \(machine.file(broken))")
        #expect(malformed.status == .code(1) && malformed.output.contains("privateKeyMalformed"))
        let set = try await machine.run("set \(machine.file(text))")
        #expect(set.status == .code(0), "\(set.output)")
        #expect(set.output == "account 1660000109 has these keys; nothing has to be restarted\n")
        let list = try await machine.run("list")
        let serial = try #require(offered["serial_no"]?.string)
        #expect(list.output.hasPrefix("1660000109  public_key  certificate \(serial)"))
        for words in ["", "set", "forget 1"] {
            #expect(try await machine.run(words).status == .code(2), "\(words)")
        }
        // Other data keys.
        let resealed = try await machine.run("reencrypt", ["k2", "k1"])
        #expect(resealed.output == "1 changed, 0 unreadable\n")
        #expect(try await machine.run("list", ["k2"]).output == list.output)
        #expect(try await machine.run("list").output.contains("unreadable"))
        let lost = try await machine.run("reencrypt")
        #expect(lost.status == .code(1) && lost.output == "0 changed, 1 unreadable\n")
        // Nothing secret lies in the file in clear.
        let file = try TextFile.read(machine.home.file("treasure.sqlite"))
        let secret = try #require(offered["apiv3_key"]?.string)
        #expect(!file.contains(secret) && !file.contains("PRIVATE KEY"))
    }

    /// The process asks no sandbox for keys: it has those of its file, at once.
    @Test func theProcessHasTheKeysOfItsFile() async throws {
        let machine = try Machine()
        let world = try await MoneyWorld()
        let offered = try await world.control(.get, "/sandbox/merchant?mchid=\(MoneyWorld.mchid)")
        let process = try await TestProcess.start(
            "kumquat-treasure",
            environment: machine.environment(),
            output: machine.home.file("treasure.stderr")
        )
        let client = TestClient(port: machine.port + 3)
        try await eventually(within: 30, "treasure is ready") {
            (try? await client.get("/readyz"))?.status == 200 || process.status != nil
        }
        #expect(process.status == nil, "\(process.output.suffix(2000))")
        func callback() async throws -> Answer {
            try await client.send(
                .post,
                "/callbacks/wechatpay/treasure/\(MoneyWorld.mchid)/payment",
                body: Bytes("{}".utf8),
                contentType: "application/json"
            )
        }
        let unknown = try await callback()
        #expect(unknown.status == 404 && unknown.json?["code"]?.string == "FAIL")
        let text = String(decoding: try JSONOutput.encode(offered), as: UTF8.self)
        #expect(try await machine.run("set \(machine.file(text))").status == .code(0))
        // Known from the next call on, and not fooled.
        let forged = try await callback()
        #expect(forged.status == 401 && forged.json?["code"]?.string == "FAIL", "\(forged.text)")
        process.send(SIGTERM)
        #expect(try await process.exit(within: 30) == .code(0))
    }
}
