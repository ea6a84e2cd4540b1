import AuthCalls
import Contracts
import Events
import Jobs
import Loops
import Media
import Payments
import ServiceKit
import Storage
import Vault

extension TreasureService {
    /// The process, with its merchants' keys and the watch over its money.
    func definition(of process: ProcessContext) throws -> ServiceDefinition {
        var definition = try definition()
        try definition.run(payments, of: process)
        return definition
    }

    /// The service of a process that starts.
    init(_ process: ProcessContext) throws {
        let settings = try TreasureSettings(process.environment)
        let database = try process.serviceDatabase(migrations: TreasureMigrations.all)
        let jobs = JobRunner(process, on: database.file)
        let money = try RedPackets(
            process,
            rules: settings.rules,
            database: database,
            jobs: jobs
        )
        let course = Course(rules: settings.rules, jobs: jobs.queue, money: money)
        self.init(
            database: database,
            rules: settings.rules,
            jobs: jobs,
            course: course,
            uploads: try MediaLibrary(
                process,
                database: database,
                publishes: true,
                limits: settings.uploadLimits
            ),
            checks: .live(try process.client(.auth), log: process.log),
            posters: PosterMaker(
                codes: .live(try process.client(.auth), log: process.log),
                font: try process.environment.posterFont(),
                page: settings.posterPage,
                flights: SingleFlight(on: process.group)
            ),
            vault: try DataVault(process),
            money: money,
            redPackets: money,
            clock: process.clock,
            random: process.random,
            log: process.log,
            metrics: TreasureMetrics(process.metrics),
            events: .treasure(
                database,
                course: course,
                log: process.log,
                metrics: process.metrics
            )
        )
    }
}
