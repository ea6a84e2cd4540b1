import AuthCalls
import Basics
import CommerceDomain
import Events
import Jobs
import Media
import Payments
import ServiceKit
import Storage

/// What the operations of this process work with.
struct CommerceService: Sendable {
    let database: ServiceDatabase
    let jobs: JobRunner
    let uploads: MediaLibrary
    let apps: AppDirectory
    let orders: OrderDesk
    let areas: AreaBook
    let areaPages: AreaPages
    let initials: Initials
    let clock: DomainClock
    let random: RandomSource
    let log: Logger
    let metrics: CommerceMetrics
    /// What auth tells of people.
    let events: EventReceiver

    /// The process: its endpoints, its file, its jobs, and the events that concern it.
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
        try uploads.addSweeping(to: jobs)
        try orders.addJobs(to: jobs)
        definition.run(jobs)
        return definition
    }
}

extension EventReceiver {
    /// What auth tells of people.
    static func commerce(
        _ database: ServiceDatabase,
        log: Logger,
        metrics: Metrics
    ) -> EventReceiver {
        var events = EventReceiver(database: database, log: log, metrics: metrics)
        AccountEvents().add(to: &events)
        return events
    }
}
