import Basics
import ConsoleDomain
import Contracts
import HTTP
import HTTPClient
import JSON
import Loops
import Processes
import ServiceKit
import Storage
import TestKit
import Testing

@testable import ConsoleServer

/// The real executables.
struct ProcessTests {
    @Test("the first owner: a command, a link, a password, an authenticator; the trail is proven")
    func firstOwner() async throws {
        let console = try await ConsoleProcess(try Stack())
        let made = try await console.run("owner", "add", "boss")
        #expect(made.status == .code(0), "\(made.output)")
        let link = made.output.split(separator: "\n").last ?? ""
        #expect(link.hasPrefix("http://127.0.0.1:\(console.port)/#/invite/"))
        let token = String(link.split(separator: "/").last ?? "")
        let browser = RemoteBrowser(port: console.port)
        let password = "three oranges and a half"
        let taken = try await browser.send(
            .post,
            "/console/invite",
            .of(["token": .string(token), "password": .string(password)])
        )
        #expect(taken.json?["next"]?.string == "enrol", "\(taken.text)")
        let begun = try await browser.send(.post, "/console/enrol", .of([:]))
        let text = try #require(begun.json?["secret"]?.string)
        let secret = try #require(Base32Text.decode(text))
        let code = ConsoleService.totp.code(secret, step: TOTP.step(at: Clock.system.now()))
        let done = try await browser.send(.post, "/console/enrol", .of(["code": .string(code)]))
        let recovery = done.json?["recovery"]?.array?.compactMap(\.string) ?? []
        #expect(recovery.count == 10, "\(done.text)")
        let me = try await browser.send(.get, "/console/me")
        #expect(me.json?["name"]?.string == "boss" && me.json?["environment"]?.string == "sandbox")
        // The same code does not log in.
        let other = RemoteBrowser(port: console.port)
        _ = try await other.send(
            .post,
            "/console/log-in",
            .of(["name": .string("boss"), "password": .string(password)])
        )
        let replayed = try await other.send(
            .post,
            "/console/log-in/totp",
            .of(["code": .string(code)])
        )
        #expect(replayed.json?["error"]?["code"]?.string == "wrong_code")
        let log = console.process.output
        for secret in [password, token, text, code, browser.token] + recovery {
            #expect(!log.contains(secret))
        }
        let proof = try await console.run("verify")
        #expect(proof.status == .code(0) && proof.output.hasPrefix("clean: "), "\(proof.output)")
        try await tamper(with: console)
    }

    private func tamper(with console: ConsoleProcess) async throws {
        console.process.send(15)
        #expect(try await console.process.exit(within: 30) == .code(0))
        let database = try Database(
            path: console.stack.home.file("console.sqlite"),
            migrations: ConsoleMigrations.all,
            clock: Clock.system
        )
        try await database.write { connection in
            try connection.run("UPDATE trail SET subject = 'nobody' WHERE number = 1")
        }
        await database.close()
        let broken = try await console.run("verify")
        #expect(broken.status == .code(1) && broken.output.contains("row 1"), "\(broken.output)")
        let gone = try await console.run("owner", "forget-authenticator", "nobody")
        #expect(gone.status == .code(1))
        #expect(try await console.run("owner", "add").status == .code(2))
    }

    @Test("production starts only with an origin, and makes nobody to try")
    func production() async throws {
        let home = try TemporaryDirectory()
        let key = Base64.encode((0..<32).map { UInt8($0 * 7 & 255) })
        var settings = [
            "KUMQUAT_ENV": "production", "KUMQUAT_HOME": home.path,
            "KUMQUAT_PORT": "\(try FreePorts.block())", "KUMQUAT_INTERNAL_KEYS": key,
            "KUMQUAT_DATA_KEYS": "k:\(key)",
        ]
        func start() async throws -> TestProcess {
            try await TestProcess.start(
                "kumquat-console",
                environment: settings,
                output: home.file("console.stderr")
            )
        }
        let refused = try await start()
        #expect(try await refused.exit(within: 30) == .code(1))
        #expect(refused.output.contains("KUMQUAT_CONSOLE_ORIGIN"))
        settings["KUMQUAT_CONSOLE_ORIGIN"] = "https://console.example.com"
        let process = try await start()
        try await eventually(within: 30, "it is ready") { process.output.contains("ready") }
        #expect(!SmallFile.exists(home.file(ConsoleService.demoFile)))
        let port = try #require(Int(settings["KUMQUAT_PORT"] ?? "")) + 11
        var request = ClientRequest(
            address: .tcp(host: "127.0.0.1", port: port),
            target: "/console/me"
        )
        for (host, status) in [("console.example.com", 401), ("127.0.0.1:\(port)", 403)] {
            request.headers.set("Host", host)
            #expect(try await TestClient(port: port).send(request).status == status)
        }
        process.send(15)
        #expect(try await process.exit(within: 30) == .code(0))
    }

    /// Every role and every endpoint of the real back offices, at both ends.
    @Test("whoever has not the duty is refused by the console, and by the service behind it")
    func matrix() async throws {
        let stack = try Stack()
        for member in StackMember.allCases where member != .gateway {
            try await stack.start(member)
        }
        let console = try await ConsoleProcess(stack)
        let key = try #require(
            Base64.decode(
                String(try TextFile.read(stack.home.file("internal.key")).split(separator: "\n")[0])
            )
        )
        let keys = try #require(InternalKeys([Secret(key)]))
        for role in Role.allCases {
            let browser = try await console.browser(of: role)
            let administrator = Operator(
                id: "o:1",
                name: "x",
                duties: Set([Duty(rawValue: role.rawValue)].compactMap { $0 }),
                merchants: [1],
                provenAt: Clock.system.now()
            )
            for route in RouteBook.all {
                guard case .admin(let duties) = route.access else { continue }
                let isAllowed = duties.contains { $0.rawValue == role.rawValue }
                for (method, pattern) in route.places {
                    let target = RightsTests.filled(pattern)
                    let body: JSONValue? = method.ignoresBody ? nil : .of([:])
                    let answer = try await browser.send(method, target, body)
                    let direct = try await ask(route, method, target, administrator, keys, stack)
                    guard isAllowed else {
                        #expect(answer.status == 403, "\(role) \(route) \(answer.text)")
                        #expect(direct.status == 403, "\(role) \(route) \(direct.text)")
                        continue
                    }
                    // Staff of one merchant are refused what is another's, for that reason.
                    if !role.isOfMerchants {
                        #expect(
                            ![401, 403].contains(answer.status),
                            "\(role) \(route) \(answer.text)"
                        )
                    }
                    #expect(answer.status < 500, "\(role) \(route) \(answer.text)")
                }
            }
        }
        let system = try await console.browser(of: .viewer).send(.get, "/console/system?span=hour")
        let processes = system.json?["processes"]?.array ?? []
        #expect(processes.count { $0["is_up"]?.bool == true } >= 5, "\(system.text)")
    }

    private func ask(
        _ route: Route,
        _ method: HTTP.Method,
        _ target: String,
        _ administrator: Operator,
        _ keys: InternalKeys,
        _ stack: Stack
    ) async throws -> TestKit.Answer {
        let member = try #require(StackMember(rawValue: route.service.rawValue))
        let port = stack.port + member.portOffset
        var request = ClientRequest(
            method: method,
            address: .tcp(host: "127.0.0.1", port: port),
            target: target
        )
        if !method.ignoresBody {
            request.headers.add("Content-Type", "application/json")
            request.body = .bytes(Bytes("{}".utf8))
        }
        keys.sign(
            &request.headers,
            method: method,
            target: Bytes(target.utf8),
            requestID: "matrix",
            administrator: administrator.header(),
            body: nil,
            now: Clock.system.now()
        )
        return try await TestClient(port: port).send(request)
    }
}
