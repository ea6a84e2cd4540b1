import AuthCalls
import CommerceDomain
import Contracts
import Events
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
        let jobs = JobRunner(process, on: database.file)
        let uploads = try MediaLibrary(
            process,
            database: database,
            publishes: true,
            limits: settings.uploadLimits
        )
        let apps = AppDirectory.live(
            try process.client(.auth),
            clock: process.clock.real,
            log: process.log
        )
        self.init(
            database: database,
            jobs: jobs,
            uploads: uploads,
            apps: apps,
            orders: try OrderDesk(
                process,
                database: database,
                jobs: jobs.queue,
                apps: apps,
                pictures: uploads.links
            ),
            areas: areas,
            areaPages: try AreaPages(areas, hot: settings.hotCities),
            initials: try .shipped(),
            clock: process.clock,
            random: process.random,
            log: process.log,
            metrics: CommerceMetrics(process.metrics),
            events: .commerce(database, log: process.log, metrics: process.metrics)
        )
    }
}
