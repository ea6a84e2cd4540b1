import Admin
import Basics
import Contracts
import Events
import InternalMessages
import Jobs
import Media
import PointsDomain
import ServiceKit
import Storage

/// What the operations of this process work with.
struct PointsService: Sendable {
    let database: ServiceDatabase
    let rules: Rules
    /// An adjustment of more points than these needs a second operator.
    let approvalLimit: Int64
    let jobs: JobRunner
    let uploads: MediaLibrary
    let auth: AuthClient
    let clock: DomainClock
    let random: RandomSource
    let log: Logger
    let metrics: PointsMetrics
    /// What auth tells of people.
    let events: EventReceiver

    /// The process: its endpoints, its file, and the events that concern it.
    func definition() throws -> ServiceDefinition {
        var definition = ServiceDefinition()
        definition.database = database.file
        definition.idempotency = Idempotency(
            database.file,
            clock: clock,
            random: random,
            log: log
        )
        try definition.receive(events)
        try definition.add(Self.endpoints, by: self)
        definition.run("check") { await checkForEver() }
        try uploads.addSweeping(to: jobs)
        definition.run(jobs)
        return definition
    }
}

extension PointsService: JobsOffice, EventsOffice {
    static let jobRoutes = PointsAdminRoutes.jobs
    static let eventRoutes = PointsAdminRoutes.events
}

extension EventReceiver {
    /// What auth tells of people, and what points make of it.
    static func points(
        _ database: ServiceDatabase,
        rules: Rules,
        jobs: JobQueue,
        log: Logger,
        metrics: Metrics
    ) -> EventReceiver {
        var events = EventReceiver(database: database, log: log, metrics: metrics)
        events.on(UserRegistered.self, Registration(rules: rules).apply)
        ProfileEvents.add(to: &events)
        events.on(UserDeleted.self, Closing(rules: rules, jobs: jobs).apply)
        return events
    }
}
