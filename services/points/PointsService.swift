import Basics
import Events
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

    /// The process: its endpoints, its file, and the events that concern it.
    func definition() throws -> ServiceDefinition {
        var events = EventReceiver(database: database, log: log)
        events.on(Registration.eventType, Registration(rules: rules).apply)
        ProfileEvents.add(to: &events)
        events.on(Closing.eventType, Closing(rules: rules, jobs: jobs.queue).apply)
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
