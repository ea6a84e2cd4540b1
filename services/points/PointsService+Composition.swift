import Contracts
import Events
import Jobs
import Media
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// The service of a process that starts. Other rules under a version that was in force stop it.
    init(_ process: ProcessContext) async throws {
        let settings = try PointsSettings(process.environment)
        let database = try process.serviceDatabase(migrations: PointsMigrations.all)
        do {
            try await database.write { [rules = settings.rules] unit in
                try RulesStore(connection: unit.connection).enact(rules, at: unit.now)
            }
        } catch let problem as RulesProblem {
            throw SettingError(.pointsRules, problem.description)
        }
        let jobs = JobRunner(process, on: database.file)
        self.init(
            database: database,
            rules: settings.rules,
            approvalLimit: settings.approvalLimit,
            jobs: jobs,
            uploads: try MediaLibrary(
                process,
                database: database,
                publishes: false,
                limits: settings.uploadLimits
            ),
            auth: .live(try process.client(.auth), log: process.log),
            clock: process.clock,
            random: process.random,
            log: process.log,
            metrics: PointsMetrics(process.metrics),
            events: .points(
                database,
                rules: settings.rules,
                jobs: jobs.queue,
                log: process.log,
                metrics: process.metrics
            )
        )
    }
}
