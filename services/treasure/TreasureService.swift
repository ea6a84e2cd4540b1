import AuthCalls
import Basics
import Events
import Jobs
import Media
import ServiceKit
import Storage
import TreasureDomain
import Vault

/// What the operations of this process work with.
struct TreasureService: Sendable {
    let database: ServiceDatabase
    let rules: TreasureRules
    let jobs: JobRunner
    let course: Course
    let uploads: MediaLibrary
    let checks: ContentCheckClient
    /// Seals what winners say of themselves.
    let vault: DataVault
    let money: any TaskMoney
    let marks = PageMarks()
    let clock: DomainClock
    let random: RandomSource
    let log: Logger
    let metrics: TreasureMetrics

    /// The process: its endpoints, its file, its jobs, and the events that concern it.
    func definition() throws -> ServiceDefinition {
        var events = EventReceiver(database: database, log: log)
        AccountEvents(course: course, jobs: jobs.queue).add(to: &events)
        MediaLibrary.followChecks(by: &events, then: PictureVerdict(course: course).apply)
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
        try addCourse()
        try addPictureChecks()
        try uploads.addSweeping(to: jobs)
        definition.run(jobs)
        return definition
    }
}
