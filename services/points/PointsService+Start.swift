import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// The service of a process that starts. Other rules under a version that was in force stop it.
    init(_ start: Start) async throws {
        let settings = try PointsSettings(start.environment)
        let database = try start.database(migrations: PointsMigrations.all)
        let now = start.clock.now
        do {
            try await database.write { [rules = settings.rules] connection in
                try RulesStore(connection: connection).enact(rules, at: now)
            }
        } catch let problem as RulesProblem {
            throw SettingError(.pointsRules, problem.description)
        }
        self.init(
            database: database,
            rules: settings.rules,
            uploads: try Uploads(start, quota: settings.uploadQuota),
            auth: .live(try start.peer(.auth), log: start.log),
            clock: start.clock,
            random: start.random,
            log: start.log,
            metrics: PointsMetrics(start.metrics)
        )
    }
}
