import Basics
import ConsoleDomain
import Contracts
import Crypto
import HTTP
import HTTPClient
import JSON
import Loops
import ServiceKit
import Storage
import TestKit
import Testing
import Vault

@testable import ConsoleServer

/// A console without sockets: its services are whatever a test says, its time stands still.
final class Bench: Sendable {
    let directory: TemporaryDirectory
    let world: TestWorld
    let database: Database
    let service: ConsoleService
    /// What was passed on.
    let passed = Locked<[ClientRequest]>([])
    /// What the services answer.
    let answer = Locked<Result<ClientResponse, ClientFailure>>(
        .success(ClientResponse(status: 200, body: .bytes(Bytes("{}".utf8))))
    )

    static let password = "a long way to the counter"
    static let secret = Bytes("12345678901234567890".utf8)

    init(_ stage: Stage = .sandbox, hasher given: PasswordHasher? = nil) throws {
        directory = try TemporaryDirectory()
        let world = TestWorld(home: directory.path, now: UnixTime(seconds: 1_800_000_000))
        self.world = world
        let database = try world.database("console", migrations: ConsoleMigrations.all)
        self.database = database
        let quick = try #require(Scrypt(costLog: 4, blockSize: 8, parallel: 1))
        let vault = try #require(
            DataVault(
                [(id: "k", key: Secret(Bytes(repeating: 7, count: 32)))],
                random: world.random
            )
        )
        let (passed, answer) = (self.passed, self.answer)
        var upstreams: [ServiceName: Upstream] = [:]
        for name in [ServiceName.auth, .points, .treasure, .commerce] {
            upstreams[name] = Upstream(name: name.rawValue, addresses: [.unix(path: "/none")])
        }
        service = ConsoleService(
            database: database,
            clock: world.clock,
            random: world.random,
            log: world.log,
            stage: stage,
            origin: stage == .production ? "https://console.example.com" : nil,
            links: "https://console.example.com",
            vault: vault,
            hasher: given ?? PasswordHasher(world.random, scrypt: quick),
            addresses: AddressLimit(perMinute: 1000),
            book: try AdminBook(),
            passage: Passage(
                upstreams: upstreams,
                keys: world.keys,
                clock: world.clock.real,
                send: { request, _ throws(ClientFailure) in
                    passed.withLock { $0.append(request) }
                    return try answer.withLock { $0 }.get()
                }
            ),
            monitor: Monitor(
                [],
                database: database,
                clock: world.clock.real,
                home: directory.path,
                log: world.log,
                ask: { _, _ in nil }
            ),
            digestKey: Secret(Bytes(repeating: 9, count: 32))
        )
    }

    /// Somebody who may log in.
    @discardableResult
    func person(
        _ name: String,
        _ roles: Set<Role>,
        merchants: Set<Int64> = [1],
        totp: Bool? = nil
    ) async throws -> ID<ConsoleOperator> {
        let appointment = try Appointment(roles, merchants: merchants)
        let stored = try await service.hasher.hash(Self.password)
        let hasTOTP = totp ?? appointment.needsSecondFactor
        let sealed = hasTOTP ? try service.seal(totp: Self.secret) : nil
        let now = service.now
        return try await database.write { connection in
            let people = OperatorStore(connection)
            let id = try #require(try people.add(name, appointment, at: now))
            try people.setPassword(stored, of: id)
            try people.setTOTP(sealed, step: nil, of: id)
            return id
        }
    }

    /// The code that an authenticator shows, so many steps from now.
    func code(_ offset: Int64 = 0) -> String {
        let step = TOTP.step(at: service.now) + offset
        return ConsoleService.totp.code(Self.secret, step: step)
    }

    /// A browser in which somebody has logged in, whose codes begin to count anew.
    func browser(of name: String) async throws -> Browser {
        let browser = Browser(self)
        let first = await browser.post(
            "/console/log-in",
            ["name": name, "password": Self.password]
        )
        if first.json?["next"]?.string == "totp" {
            world.time.advance(seconds: 60)
            let second = await browser.post("/console/log-in/totp", ["code": code()])
            #expect(second.json?["next"]?.string == "done", "\(second)")
        } else {
            #expect(first.json?["next"]?.string == "done", "\(first)")
        }
        return browser
    }
}

/// What a browser does: keeps the cookie, says where it comes from.
final class Browser: Sendable {
    private let bench: Bench
    private let kept = Locked<String?>(nil)
    private let host: String

    init(_ bench: Bench) {
        self.bench = bench
        host = bench.service.origin == nil ? "127.0.0.1:8091" : "console.example.com"
    }

    var cookie: String? { kept.withLock { $0 } }

    struct Page: CustomStringConvertible {
        let status: Int
        let headers: HeaderFields
        let body: Bytes
        var json: JSONValue? { try? JSON.parse(body) }
        var code: String? { json?["error"]?["code"]?.string }
        var description: String { "\(status) \(String(decoding: body, as: UTF8.self))" }
    }

    func use(cookie: String?) {
        kept.withLock { $0 = cookie }
    }

    func get(_ target: String) async -> Page { await send(.get, target) }

    func post(_ target: String, _ members: [String: String] = [:]) async -> Page {
        let members = members.map { (name: $0.key, value: JSONValue.string($0.value)) }
        return await send(.post, target, .object(JSONObject(members)))
    }

    func send(
        _ method: HTTP.Method,
        _ target: String,
        _ body: JSONValue? = nil,
        headers: [(String, String)] = []
    ) async -> Page {
        guard let requestTarget = RequestTarget(target) else {
            fatalError("\(target) is no target")
        }
        var request = Request(method: method, target: requestTarget)
        request.headers.set("Host", host)
        if !method.ignoresBody {
            let scheme = bench.service.origin == nil ? "http" : "https"
            request.headers.set("Origin", "\(scheme)://\(host)")
        }
        if let body {
            request.headers.set("Content-Type", "application/json")
            request.body = .bytes(body.octets)
        }
        if let cookie { request.headers.set("Cookie", cookie) }
        for (name, value) in headers {
            request.headers.remove(name)
            if !value.isEmpty { request.headers.set(name, value) }
        }
        let response = await bench.service.answer(request)
        if let field = response.headers["Set-Cookie"] {
            kept.withLock { $0 = String(field.prefix { $0 != ";" }) }
        }
        let octets = (try? await response.body.collect(upTo: 1 << 20)) ?? []
        return Page(status: response.status.code, headers: response.headers, body: octets)
    }
}
