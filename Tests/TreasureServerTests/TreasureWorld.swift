import AuthCalls
import Basics
import HTTP
import JSON
import Jobs
import Loops
import Media
import ServiceKit
import Storage
import TestKit
import Testing
import TreasureDomain
import Vault

@testable import TreasureServer

/// The whole process without sockets, on a file of its own.
struct TreasureWorld {
    let directory: TemporaryDirectory
    let world: TestWorld
    let service: TreasureService
    let harness: ServiceHarness
    /// What WeChat says of texts and pictures.
    let judge: Judge
    /// What stands in for WeChat Pay.
    let purse: Purse
    /// What stands in for WeChat's codes.
    let drafter: Drafter

    init(
        rules: TreasureRules = TreasureRules(),
        limits: UploadLimits = UploadLimits(perDay: 50, totalBytes: 500 << 20),
        posterPage: String? = nil,
        seed: UInt64 = 1
    ) async throws {
        let directory = try TemporaryDirectory()
        let world = TestWorld(home: directory.path, seed: seed)
        let database = try world.serviceDatabase("treasure", migrations: TreasureMigrations.all)
        try self.init(
            directory,
            world,
            database,
            rules,
            limits,
            Judge(),
            Purse(),
            Drafter(page: posterPage)
        )
    }

    /// The same file in a process that has just begun.
    init(again former: TreasureWorld) throws {
        try self.init(
            former.directory,
            former.world,
            former.service.database,
            former.service.rules,
            UploadLimits(perDay: 50, totalBytes: 500 << 20),
            former.judge,
            former.purse,
            former.drafter
        )
    }

    private init(
        _ directory: TemporaryDirectory,
        _ world: TestWorld,
        _ database: ServiceDatabase,
        _ rules: TreasureRules,
        _ limits: UploadLimits,
        _ judge: Judge,
        _ purse: Purse,
        _ drafter: Drafter
    ) throws {
        self.directory = directory
        self.world = world
        self.judge = judge
        self.purse = purse
        self.drafter = drafter
        let jobs = JobRunner(
            database: database.file,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: world.metrics
        )
        let folder = try MediaFolder(
            "\(directory.path)/media",
            random: world.random,
            log: world.log
        )
        let links = MediaLinks(
            origin: "https://example.com",
            service: "treasure",
            keys: world.keys,
            clock: world.clock
        )
        let key = Secret(Bytes(repeating: 7, count: DataVault.keySize))
        let course = Course(rules: rules, jobs: jobs.queue, money: purse)
        let vault = try #require(DataVault([(id: "k", key: key)], random: world.random))
        service = TreasureService(
            database: database,
            rules: rules,
            jobs: jobs,
            course: course,
            uploads: MediaLibrary(
                folder: folder,
                links: links,
                database: database,
                publishes: true,
                limits: limits,
                clock: world.clock,
                random: world.random,
                log: world.log,
                metrics: world.metrics
            ),
            checks: judge.client,
            posters: try drafter.maker(),
            vault: vault,
            money: purse,
            redPackets: try .idle(world, database, jobs, vault),
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: TreasureMetrics(world.metrics),
            events: .treasure(
                database,
                course: course,
                log: world.log,
                metrics: world.metrics
            )
        )
        harness = try ServiceHarness(service.definition(), in: world)
        Self.watch()
    }

    /// Has every answer of a harness held against `docs/openapi`.
    private static func watch() {
        ServiceHarness.observer.withLock {
            $0 = APIWitness.shared.saw(_:_:status:contentType:body:)
        }
    }

    /// The caller with this number: their account has it, too, unless another is named.
    static func caller(_ number: Int64, uid: Int64? = nil, app: Int64 = 1) -> Identity {
        Identity(
            iid: ID(number),
            sid: "s\(number)",
            app: ID(app),
            oper: 1,
            openid: ExternalID("o\(number)"),
            unionid: ExternalID("u\(number)"),
            uid: ID(uid ?? number)
        )
    }

    /// Somebody whom auth knows, without an account.
    static let nobody = Identity(
        iid: ID(99),
        sid: "s99",
        app: ID(1),
        oper: 1,
        openid: "o99",
        unionid: "u99"
    )

    func get(
        _ name: String,
        _ parameters: [String: String] = [:],
        as caller: Identity
    ) async -> ServiceKit.Answer {
        await harness.call(.get, "/api/treasure/\(name)", parameters, as: caller)
    }

    func get(
        _ name: String,
        _ parameters: [String: String] = [:],
        as number: Int64 = 1
    ) async -> ServiceKit.Answer {
        await get(name, parameters, as: Self.caller(number))
    }

    @discardableResult
    func post(
        _ name: String,
        _ parameters: [String: String] = [:],
        as caller: Identity
    ) async -> ServiceKit.Answer {
        await harness.call(.post, "/api/treasure/\(name)", parameters, as: caller)
    }

    @discardableResult
    func post(
        _ name: String,
        _ parameters: [String: String] = [:],
        as number: Int64 = 1
    ) async -> ServiceKit.Answer {
        await post(name, parameters, as: Self.caller(number))
    }
}

extension ServiceKit.Answer {
    /// The body as JSON.
    var json: JSONValue {
        get throws { try JSON.parse(Bytes(body.utf8)) }
    }

    /// The contract's `status`, beside `msg`.
    var code: Int64? { (try? json)?["status"]?.integer }
    var text: String? { (try? json)?["msg"]?.string }

    /// A refusal with these words, and nothing else.
    static func refused(_ text: String, _ code: Int = 1) -> ServiceKit.Answer {
        ServiceKit.Answer(200, #"{"status":\#(code),"msg":"\#(text)"}"#)
    }

    static let missing = refused("参数不能为空")
    static let done = ServiceKit.Answer(200, #"{"status":0,"msg":"成功"}"#)
}
