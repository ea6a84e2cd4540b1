import AuthCalls
import Basics
import CommerceDomain
import Contracts
import HTTP
import JSON
import Jobs
import Loops
import Media
import ServiceKit
import Storage
import TestKit
import Testing

@testable import CommerceServer

/// The whole process without sockets, on a file of its own.
struct CommerceWorld {
    let directory: TemporaryDirectory
    let world: TestWorld
    let service: CommerceService
    let harness: ServiceHarness

    /// `make` gives it orders; by default some that nobody can pay.
    init(
        apps known: [DirectoryApp] = CommerceWorld.apps,
        orders make: @Sendable (OrderParts) throws -> OrderDesk = { try .unpayable($0) }
    ) async throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
        let database = try world.serviceDatabase("commerce", migrations: CommerceMigrations.all)
        let jobs = JobRunner(
            database: database.file,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: world.metrics
        )
        let apps = AppDirectory(clock: world.clock.real, log: world.log) { known }
        let links = MediaLinks(
            origin: "https://example.com",
            service: "commerce",
            keys: world.keys,
            clock: world.clock
        )
        service = CommerceService(
            database: database,
            jobs: jobs,
            uploads: MediaLibrary(
                folder: try MediaFolder(
                    "\(directory.path)/media",
                    random: world.random,
                    log: world.log
                ),
                links: links,
                database: database,
                publishes: true,
                limits: UploadLimits(perDay: 50, totalBytes: 500 << 20),
                clock: world.clock,
                random: world.random,
                log: world.log,
                metrics: world.metrics
            ),
            apps: apps,
            orders: try make(
                OrderParts(
                    world: world,
                    database: database,
                    jobs: jobs.queue,
                    apps: apps,
                    pictures: links
                )
            ),
            areas: Self.areas,
            areaPages: Self.areaPages,
            initials: Self.initials,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: CommerceMetrics(world.metrics),
            events: .commerce(database, log: world.log, metrics: world.metrics)
        )
        harness = try ServiceHarness(service.definition(), in: world)
        Self.watch()
    }

    /// Read once for all tests.
    static let areas: AreaBook = {
        do {
            return try .shipped()
        } catch {
            fatalError("\(error)")
        }
    }()

    private static let areaPages: AreaPages = {
        do {
            return try AreaPages(areas, hot: [#require(areas.area(.city, 110_100))])
        } catch {
            fatalError("\(error)")
        }
    }()

    static let initials: Initials = {
        do {
            return try .shipped()
        } catch {
            fatalError("\(error)")
        }
    }()

    /// Two centres, each with an app that takes its payments.
    static let apps = [
        DirectoryApp(
            id: ID(1),
            appid: "wx0000000000000001",
            oper: 1,
            name: "甲",
            mchid: "1900000001",
            takesPayments: true
        ),
        DirectoryApp(
            id: ID(2),
            appid: "wx0000000000000002",
            oper: 2,
            name: "乙",
            mchid: "1900000002",
            takesPayments: true
        ),
    ]

    /// Has every answer of a harness held against `docs/openapi`.
    private static func watch() {
        ServiceHarness.observer.withLock {
            $0 = APIWitness.shared.saw(_:_:status:contentType:body:)
        }
    }

    /// The caller with this number, in the app of centre `oper`; the account has the same number.
    static func caller(_ number: Int64, oper: Int64 = 1) -> Identity {
        Identity(
            iid: ID(number),
            sid: "s\(number)",
            app: ID(oper),
            oper: oper,
            openid: ExternalID("o\(number)"),
            unionid: ExternalID("u\(number)"),
            uid: ID(number)
        )
    }

    /// Calls an endpoint of the contract.
    func get(_ path: String, _ parameters: [String: String] = [:], as number: Int64 = 1) async
        -> ServiceKit.Answer
    {
        await harness.call(.get, "/api/user/\(path)", parameters, as: Self.caller(number))
    }
}

extension ServiceKit.Answer {
    /// The body as JSON.
    var json: JSONValue {
        get throws { try JSON.parse(Bytes(body.utf8)) }
    }
}
