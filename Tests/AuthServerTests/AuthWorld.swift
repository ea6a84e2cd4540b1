import AuthDomain
import Basics
import Contracts
import Events
import HTTP
import HTTPClient
import JSON
import Jobs
import Loops
import Media
import Storage
import TestKit
import Testing
import Vault
import WeChat

@testable import AuthServer
@testable import ServiceKit

/// An auth with two apps, without sockets; WeChat is a fake.
final class AuthWorld: Sendable {
    let directory: TemporaryDirectory
    let world: TestWorld
    let weChat = FakeWeChat()
    let mailbox = FakeMailbox()
    let auth: AuthService
    let harness: ServiceHarness
    private let group = LoopGroup(count: 1)

    static let appid = "wx00000000000000aa"
    static let otherAppid = "wx00000000000000bb"
    /// Whoever may do all that the back office can here.
    static let owner = Operator(id: "o:1", name: "wang", duties: [.owner])

    init(
        stage: Stage = .sandbox,
        defaultAppID: String? = appid,
        smsLimits: SMSLimits = SMSLimits()
    ) async throws {
        mailbox.limit(smsLimits)
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
        group.start()
        let vault = try #require(
            DataVault(
                [(id: "k1", key: Secret(Bytes(repeating: 9, count: 32)))],
                random: world.random
            )
        )
        let database = try world.serviceDatabase("auth", migrations: Migrations.all)
        let jobs = Self.jobs(on: database.file, world)
        auth = AuthService(
            database: database,
            vault: vault,
            mobiles: try await MobileVault(vault, in: database, random: world.random),
            weChat: weChat.client,
            sms: mailbox.sender(world.metrics),
            avatars: MediaLibrary(
                folder: try MediaFolder(
                    "\(directory.path)/media",
                    random: world.random,
                    log: world.log
                ),
                links: MediaLinks(
                    origin: "https://example.com",
                    service: "auth",
                    keys: world.keys,
                    clock: world.clock
                ),
                database: database,
                publishes: true,
                limits: AuthService.avatarLimits,
                clock: world.clock,
                random: world.random,
                log: world.log,
                metrics: world.metrics
            ),
            jobs: jobs,
            outbox: Outbox(
                source: .auth,
                database: database.file,
                jobs: jobs.queue,
                receivers: [(peer: .points, client: Self.absentPoints(world, group))],
                clock: world.clock,
                log: world.log,
                metrics: world.metrics
            ),
            keys: KeyRing(),
            apps: AppIntake(source: nil),
            flights: SingleFlight(on: group),
            phones: SingleFlight(on: group),
            drain: DrainFlag(),
            clock: world.clock,
            random: world.random,
            log: world.log,
            stage: stage,
            defaultAppID: defaultAppID
        )
        harness = try ServiceHarness(auth.definition(), in: world)
        Self.watch()
        try await add(1, Self.appid, oper: 1)
        try await add(2, Self.otherAppid, oper: 2)
        try await auth.keepKeys()
    }

    /// The jobs of one process.
    static func jobs(on database: Database, _ world: TestWorld) -> JobRunner {
        JobRunner(
            database: database,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: world.metrics
        )
    }

    /// Events wait for it for ever: nothing is delivered here.
    private static func absentPoints(_ world: TestWorld, _ group: LoopGroup) -> InternalClient {
        InternalClient(
            upstream: Upstream(
                name: "points",
                addresses: [.unix(path: "\(world.home)/nobody.sock")]
            ),
            http: HTTPClient(group: group),
            keys: world.keys,
            clock: world.clock.real,
            random: world.random,
            failures: world.metrics.counter("test_failures", "", label: "peer", values: ["points"])
        )
    }

    static let secret = "app-secret-in-clear"

    private func add(_ id: Int64, _ appid: String, oper: Int64) async throws {
        let app = OfferedApp(
            id: ID(id),
            appid: appid,
            oper: oper,
            name: "app \(id)",
            secret: Secret(Self.secret)
        )
        let sealed = try auth.vault.known(app)
        let now = auth.now
        try await auth.database.file.write { try AuthStore(connection: $0).put(sealed, at: now) }
    }

    /// `GET /api/login/`
    func request(
        _ parameters: [String: String],
        headers: [(name: String, value: String)] = []
    ) async -> ServiceKit.Answer {
        await harness.call(.get, "/api/login/", parameters, headers: headers)
    }

    /// `POST /api/user/wxLogin`
    func wxLogin(_ parameters: [String: String]) async -> ServiceKit.Answer {
        await harness.call(.post, "/api/user/wxLogin", parameters)
    }

    /// Somebody's latest session, as the gateway would name it.
    func identity(of openid: ExternalID) async throws -> Identity {
        let found = try await auth.database.read { connection -> Identity? in
            let row = try connection.first(
                """
                SELECT s.sid, s.iid FROM session s JOIN identity i ON i.iid = s.iid
                WHERE i.openid = ?1 ORDER BY s.created_at DESC, s.sid LIMIT 1
                """,
                openid,
                row: { try (sid: $0.text(0), iid: $0.id(1) as ID<WeChatIdentity>) }
            )
            guard let row else { return nil }
            return try AuthStore(connection: connection).identity(row.iid)
                .map { Identity($0, sid: row.sid) }
        }
        return try #require(found)
    }

    /// What was told to others under this type, in order.
    func events(_ type: String) async throws -> [JSONValue] {
        try await auth.database.read { connection in
            try connection.all(
                "SELECT data FROM outbox WHERE type = ?1 ORDER BY id",
                type,
                row: { try JSON.parse($0.bytes(0)) }
            )
        }
    }

    /// Somebody who has logged in by `wxLogin`, as the gateway would introduce them.
    func shopper(
        _ openid: ExternalID,
        _ code: String,
        appid: String = AuthWorld.appid,
        unionid: ExternalID? = nil
    ) async throws -> Identity {
        weChat.code(code, of: openid, unionid: unionid)
        let token = await wxLogin(["code": code, "appid": appid]).token
        return try await caller(by: token)
    }

    /// Binds a mobile, by a code that is sent to it.
    func bind(_ mobile: String, to identity: Identity) async throws -> ServiceKit.Answer {
        let path = "/api/user/sms/verify_code"
        let sent = await harness.call(.post, path, ["mobile": mobile], as: identity)
        let code = try #require(sent.data["verify_code"]?.string, "\(sent)")
        world.time.advance(seconds: 60)
        let form = ["mobile": mobile, "verify_code": code]
        return await harness.call(.post, "/api/user/login", form, as: identity)
    }

    /// Somebody whose account has a verified mobile.
    func bound(
        _ openid: ExternalID,
        mobile: String,
        appid: String = AuthWorld.appid,
        unionid: ExternalID? = nil
    ) async throws -> ID<User> {
        let code = "of \(openid) in \(appid)"
        let identity = try await shopper(openid, code, appid: appid, unionid: unionid)
        let answer = try await bind(mobile, to: identity)
        try #require(answer.code == 0, "\(answer)")
        return try #require(try await auth.session(identity.sid).identity.uid)
    }

    /// Whom a token names.
    func caller(by token: String) async throws -> Identity {
        let parts = token.split(separator: ".")
        let payload = try #require(parts.count == 3 ? Base64.decodeURL(String(parts[1])) : nil)
        let sid = try #require(try JSON.parse(payload)["sid"]?.string)
        return try await auth.session(sid).identity
    }

    /// How many rows a table has.
    func count(_ sql: StaticString) async throws -> Int64 {
        try await auth.database.read { try $0.first(sql) { try $0.integer(0) } } ?? -1
    }
}

extension ServiceKit.Answer {
    /// The body as JSON.
    var json: JSONValue { (try? JSON.parse(Bytes(body.utf8))) ?? .null }
    var data: JSONValue { json["data"] ?? .null }
    var code: Int64? { json["code"]?.integer }
    var token: String { data["token"]?.string ?? "" }
    /// The name of an error between our processes.
    var errorName: String? { json["error"]?["code"]?.string }
}
