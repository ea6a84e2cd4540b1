import AuthCalls
import Basics
import Contracts
import Crypto
import Events
import HTTP
import HTTPClient
import Images
import JSON
import Jobs
import Loops
import Media
import Payments
import SandboxServer
import ServiceKit
import Storage
import TestKit
import Testing
import TreasureDomain
import Vault

@testable import TreasureServer

extension MoneyWorld {
    /// Nobody waits, and nothing is too much.
    static let rules = TreasureRules(
        coolDown: CoolDown(seconds: 0),
        taskSeconds: 60 * 86_400,
        digsPerDay: 1_000_000,
        tasksPerDay: 1_000_000
    )

    static let apps = [
        DirectoryApp(id: ID(1), appid: app, oper: 1, name: "one", mchid: mchid),
        DirectoryApp(id: ID(2), appid: otherApp, oper: 1, name: "two", mchid: mchid),
        DirectoryApp(id: ID(3), appid: appOfAnother, oper: 2, name: "three", mchid: otherMchid),
        DirectoryApp(id: ID(4), appid: "wx4", oper: 3, name: "four"),
    ]

    static func vault() throws -> DataVault {
        try #require(
            DataVault(
                [(id: "k1", key: Secret(Bytes(repeating: 1, count: 32)))],
                random: SecureRandom.source
            )
        )
    }

    static func service(
        _ world: TestWorld,
        _ settings: MoneySettings,
        _ pay: SandboxHarness,
        _ directory: TemporaryDirectory
    ) throws -> TreasureService {
        let database = try world.serviceDatabase("treasure", migrations: TreasureMigrations.all)
        let jobs = JobRunner(
            database: database.file,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: world.metrics
        )
        let money = try RedPackets(
            rules: rules,
            settings: settings,
            database: database,
            jobs: jobs.queue,
            apps: AppDirectory(clock: world.clock.real, log: world.log) { apps },
            clock: world.clock,
            log: world.log,
            metrics: world.metrics
        ) { effects in
            PaymentService(
                accounts: MerchantAccounts(
                    database: database,
                    vault: try vault(),
                    origin: try #require(Origin("http://127.0.0.1:9")),
                    realClock: world.clock.real,
                    random: SecureRandom.source
                ) { request throws(ClientFailure) in
                    try await pay.exchange(request)
                },
                database: database,
                jobs: jobs.queue,
                tag: .treasure,
                effects: effects,
                callbackURL: "http://127.0.0.1:9/callbacks/wechatpay/treasure",
                clock: world.clock,
                log: world.log,
                metrics: world.metrics
            )
        }
        let course = Course(rules: rules, jobs: jobs.queue, money: money)
        return TreasureService(
            database: database,
            rules: rules,
            jobs: jobs,
            course: course,
            uploads: MediaLibrary(
                folder: try MediaFolder(
                    "\(directory.path)/media",
                    random: world.random,
                    log: world.log
                ),
                links: MediaLinks(
                    origin: "https://example.com",
                    service: "treasure",
                    keys: world.keys,
                    clock: world.clock
                ),
                database: database,
                publishes: true,
                limits: UploadLimits(perDay: 50, totalBytes: 500 << 20),
                clock: world.clock,
                random: world.random,
                log: world.log,
                metrics: world.metrics
            ),
            checks: ContentCheckClient(
                text: { _, _, _ in .pass },
                image: { _, _, _ in .init(checkID: "c", state: .pass) }
            ),
            posters: PosterMaker(
                codes: MiniCodeClient { (_) async throws(Failure<MiniCodeClient.Refusal>) in
                    throw .fault
                },
                font: try Font(["/usr/share/fonts/truetype/wqy/wqy-microhei.ttc"]),
                page: nil,
                flights: SingleFlight { work in Task { await work() } }
            ),
            vault: try vault(),
            money: money,
            redPackets: money,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: TreasureMetrics(world.metrics),
            events: .treasure(database, course: course, log: world.log, metrics: world.metrics)
        )
    }
}
