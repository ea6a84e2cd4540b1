import AuthCalls
import CommerceDomain
import Contracts
import Jobs
import Media
import ServiceKit
import Storage

extension CommerceService {
    /// The service of a process that starts.
    init(_ process: ProcessContext) throws {
        let areas = try AreaBook.shipped()
        let settings = try CommerceSettings(process.environment, areas)
        let database = try process.serviceDatabase(migrations: CommerceMigrations.all)
        let auth = try process.client(.auth)
        self.init(
            database: database,
            jobs: JobRunner(process, on: database.file),
            uploads: try MediaLibrary(
                process,
                database: database,
                publishes: true,
                limits: settings.uploadLimits
            ),
            apps: .live(auth, clock: process.clock.real, log: process.log),
            areas: areas,
            areaPages: try AreaPages(areas, hot: settings.hotCities),
            initials: try .shipped(),
            clock: process.clock,
            random: process.random,
            log: process.log,
            metrics: CommerceMetrics(process.metrics)
        )
    }
}
