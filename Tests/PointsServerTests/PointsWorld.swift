import Basics
import Loops
import HTTP
import Jobs
import Media
import PointsDomain
import ServiceKit
import Storage
import TestKit
import Testing

@testable import PointsServer

/// The whole process without sockets, on a file of its own.
struct PointsWorld {
    let directory: TemporaryDirectory
    let world: TestWorld
    let service: PointsService
    let harness: ServiceHarness

    init(
        rules: Rules? = nil,
        auth: AuthClient = .unstubbed,
        limits: UploadLimits = UploadLimits(perDay: 50, totalBytes: 500 << 20)
    ) async throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
        let database = try world.serviceDatabase("points", migrations: PointsMigrations.all)
        let rules = try rules ?? RulesFile.read(Array(RulesFile.shipped.utf8))
        let jobs = JobRunner(
            database: database.file,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: world.metrics
        )
        service = PointsService(
            database: database,
            rules: rules,
            approvalLimit: 10_000,
            jobs: jobs,
            uploads: MediaLibrary(
                folder: try MediaFolder(
                    "\(directory.path)/media",
                    random: world.random,
                    log: world.log
                ),
                links: MediaLinks(
                    origin: "https://example.com",
                    service: "points",
                    keys: world.keys,
                    clock: world.clock
                ),
                database: database,
                publishes: false,
                limits: limits,
                clock: world.clock,
                random: world.random,
                log: world.log,
                metrics: world.metrics
            ),
            auth: auth,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: PointsMetrics(world.metrics),
            events: .points(
                database,
                rules: rules,
                jobs: jobs.queue,
                log: world.log,
                metrics: world.metrics
            )
        )
        let (inForce, now) = (service.rules, world.clock.now)
        try await service.database.file.write {
            try RulesStore(connection: $0).enact(inForce, at: now)
        }
        harness = try ServiceHarness(service.definition(), in: world)
        Self.watch()
    }

    /// Has every answer of a harness held against `docs/openapi`.
    private static func watch() {
        ServiceHarness.observer.withLock {
            $0 = APIWitness.shared.saw(_:_:status:contentType:body:)
        }
    }

    /// The caller with this number; the openid is `o` and the number.
    static func caller(_ number: Int64) -> Identity {
        Identity(
            iid: ID(number),
            sid: "s\(number)",
            app: ID(1),
            oper: 1,
            openid: ExternalID("o\(number)"),
            unionid: ExternalID("u\(number)")
        )
    }

    func get(_ path: String, _ parameters: [String: String], as number: Int64 = 1) async
        -> ServiceKit.Answer
    {
        await harness.call(.get, path, parameters, as: Self.caller(number))
    }

    @discardableResult
    func sign(_ number: Int64 = 1) async -> ServiceKit.Answer {
        let parameters = ["openid": "o\(number)"]
        return await harness.call(.post, "/api/sign/", parameters, as: Self.caller(number))
    }

    func check() async throws -> LedgerCheck.Sums {
        try await service.database.read { try LedgerCheck($0).run() }
    }
}

extension AuthClient {
    /// Fails the test that asks it.
    static let unstubbed = AuthClient(
        bindPhone: { (_, _) async throws(Problem) in
            Issue.record("auth is not to be asked")
            throw .fault
        },
        steps: { (_, _) async throws(Problem) in
            Issue.record("auth is not to be asked")
            throw .fault
        }
    )
}
