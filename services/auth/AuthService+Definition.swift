import AuthDomain
import Basics
import Contracts
import Events
import HTTPClient
import Jobs
import Loops
import Media
import ServiceKit
import Storage
import WeChat

extension AuthService {
    /// The service of a process that starts.
    init(_ process: ProcessContext) async throws {
        let settings = try AuthSettings(process)
        let database = try process.serviceDatabase(migrations: Migrations.all)
        let jobs = JobRunner(process, on: database.file)
        self.init(
            database: database,
            vault: settings.vault,
            mobiles: try await MobileVault(settings.vault, in: database, random: process.random),
            weChat: Self.weChat(process, settings, database),
            sms: SMSSender(try SMSSettings(process), process),
            avatars: try MediaLibrary(
                process,
                database: database,
                publishes: true,
                limits: Self.avatarLimits
            ),
            jobs: jobs,
            outbox: Outbox(
                source: .auth,
                database: database.file,
                jobs: jobs.queue,
                receivers: try [ServiceName.points, .treasure, .commerce].map { peer in
                    (peer: peer, client: try process.client(peer))
                },
                clock: process.clock,
                log: process.log,
                metrics: process.metrics
            ),
            keys: KeyRing(),
            apps: AppIntake(
                source: settings.stage == .sandbox ? try process.client(.sandbox) : nil
            ),
            flights: SingleFlight(on: process.group),
            phones: SingleFlight(on: process.group),
            drain: DrainFlag(),
            clock: process.clock,
            random: process.random,
            log: process.log,
            stage: settings.stage,
            defaultAppID: settings.defaultAppID
        )
    }

    /// WeChat, asked with access tokens that all replicas share.
    private static func weChat(
        _ process: ProcessContext,
        _ settings: AuthSettings,
        _ database: ServiceDatabase
    ) -> WeChatClient {
        let transport = WeChatClient.watched(
            { request throws(ClientFailure) in try await process.http.send(request) },
            by: process.metrics
        )
        let tokens = AccessTokenKeeper(
            database: database,
            vault: settings.vault,
            source: .live(host: settings.weChat, transport: transport),
            flights: SingleFlight(on: process.group),
            clock: process.clock,
            random: process.random,
            log: process.log
        )
        return .live(host: settings.weChat, clock: process.clock.clock, transport: transport)
            .keeping(tokens)
    }

    /// What the process is made of.
    func definition() throws(CompositionError) -> ServiceDefinition {
        var definition = ServiceDefinition()
        definition.database = database.file
        definition.idempotency = Idempotency(
            database.file,
            clock: clock,
            random: random,
            log: log
        )
        try definition.add(Self.endpoints, by: self)
        try definition.add(InternalAPI.legacy, by: self)
        try addMaintenance()
        try addAvatarChecks()
        try addQuestions()
        try outbox.deliver(by: jobs)
        definition.run(jobs)
        definition.run("memory") { await keepInMemory() }
        definition.run("outbox") { await outbox.run() }
        definition.ready("keys") { keys.isEmpty ? "there is no signing key yet" : nil }
        definition.ready("apps") { apps.problem }
        // A gateway waits for news up to 25 seconds, which would hold the end up.
        definition.whenDraining { drain.raise() }
        return definition
    }
}
