import Basics
import ConsoleDomain
import Crypto
import HTTP
import HTTPClient
import JSON
import Loops
import Processes
import TestKit
import Testing

@testable import ConsoleServer

/// The real executable beside a stack, and browsers in which somebody has logged in.
final class ConsoleProcess: Sendable {
    let stack: Stack
    let process: TestProcess
    let port: Int
    /// Name, password and secret of each, as the file of the home has them.
    let people: [String: (password: String, secret: Bytes?)]

    init(_ stack: Stack) async throws {
        self.stack = stack
        port = stack.port + 11
        process = try await TestProcess.start(
            "kumquat-console",
            environment: stack.environment,
            output: stack.home.file("console.stderr")
        )
        let client = TestClient(port: port)
        let process = process
        try await eventually(within: 30, "the console answers") {
            if let status = process.status {
                throw NeverHappened(description: "it ended with \(status): \(process.output)")
            }
            return (try? await client.get("/healthz"))?.status == 200
        }
        var people: [String: (password: String, secret: Bytes?)] = [:]
        let text = try TextFile.read(stack.home.file(ConsoleService.demoFile))
        for line in text.split(separator: "\n") where !line.hasPrefix("#") {
            let words = line.split(separator: " ").map { String($0) }
            people[words[0]] = (words[1], words.count > 2 ? Base32Text.decode(words[2]) : nil)
        }
        self.people = people
    }

    /// Runs a command of the executable in the same home.
    func run(_ arguments: String...) async throws -> (status: Processes.ExitStatus, output: String)
    {
        let command = try await TestProcess.start(
            "kumquat-console",
            arguments: arguments,
            environment: stack.environment,
            output: stack.home.file("command-\(UInt64.random(in: 0...UInt64.max))")
        )
        return (try await command.exit(within: 30), command.output)
    }

    /// Logs somebody of the file in.
    func browser(of role: Role) async throws -> RemoteBrowser {
        let name = "demo-\(role.rawValue)"
        let known = try #require(people[name])
        let browser = RemoteBrowser(port: port)
        var answer = try await browser.send(
            .post,
            "/console/log-in",
            .of(["name": .string(name), "password": .string(known.password)])
        )
        if let secret = known.secret {
            #expect(answer.json?["next"]?.string == "totp", "\(answer.text)")
            let step = TOTP.step(at: Clock.system.now())
            let code = ConsoleService.totp.code(secret, step: step)
            answer = try await browser.send(
                .post,
                "/console/log-in/totp",
                .of(["code": .string(code)])
            )
        }
        #expect(answer.json?["next"]?.string == "done", "\(answer.text)")
        return browser
    }
}

/// A browser over the wire.
final class RemoteBrowser: Sendable {
    private let port: Int
    private let client: TestClient
    private let cookie = Locked<String?>(nil)

    init(port: Int) {
        self.port = port
        client = TestClient(port: port)
    }

    /// What the cookie holds.
    var token: String {
        cookie.withLock { $0.map { String($0.split(separator: "=").last ?? "") } } ?? ""
    }

    func send(
        _ method: HTTP.Method,
        _ target: String,
        _ body: JSONValue? = nil
    ) async throws -> TestKit.Answer {
        var request = ClientRequest(
            method: method,
            address: .tcp(host: "127.0.0.1", port: port),
            target: target
        )
        request.headers.add("Host", "127.0.0.1:\(port)")
        if !method.ignoresBody { request.headers.add("Origin", "http://127.0.0.1:\(port)") }
        if let cookie = cookie.withLock({ $0 }) { request.headers.add("Cookie", cookie) }
        if let body {
            request.headers.add("Content-Type", "application/json")
            request.body = .bytes(body.octets)
        }
        let answer = try await client.send(request)
        if let field = answer.headers["Set-Cookie"] {
            cookie.withLock { $0 = String(field.prefix { $0 != ";" }) }
        }
        return answer
    }
}

/// Reads what an authenticator is given.
enum Base32Text {
    static func decode(_ text: String) -> Bytes? {
        let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        let values = text.compactMap { digits.firstIndex(of: $0) }
        guard values.count == text.count else { return nil }
        let bits = values.flatMap { value in (0..<5).map { value >> (4 - $0) & 1 } }
        return stride(from: 0, to: bits.count / 8 * 8, by: 8).map { start in
            UInt8(bits[start..<start + 8].reduce(0) { $0 << 1 | $1 })
        }
    }
}
