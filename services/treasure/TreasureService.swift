import AuthCalls
import Basics
import Events
import Jobs
import Contracts
import Media
import Payments
import ServiceKit
import Storage
import TreasureDomain
import Vault

/// What the operations of this process work with.
struct TreasureService: PaymentOwner {
    static let payCallbacks = PayCallbackRoutes.treasure

    let database: ServiceDatabase
    let rules: TreasureRules
    let jobs: JobRunner
    let course: Course
    let uploads: MediaLibrary
    let checks: ContentCheckClient
    let posters: PosterMaker
    /// Seals what winners say of themselves.
    let vault: DataVault
    /// What tasks ask of money: of these, but in tests.
    let money: any TaskMoney
    let redPackets: RedPackets
    let marks = PageMarks()
    let clock: DomainClock
    let random: RandomSource
    let log: Logger
    let metrics: TreasureMetrics
    /// What auth tells of people and pictures.
    let events: EventReceiver

    var payments: PaymentService { redPackets.payments }

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
        try addCourse()
        try addPictureChecks()
        try uploads.addSweeping(to: jobs)
        try redPackets.addJobs(to: jobs)
        definition.run("payouts of the day") { await redPackets.watchDay() }
        definition.run(jobs)
        return definition
    }
}

extension EventReceiver {
    /// What auth tells of people and pictures, and what becomes of treasure then.
    static func treasure(
        _ database: ServiceDatabase,
        course: Course,
        log: Logger,
        metrics: Metrics
    ) -> EventReceiver {
        var events = EventReceiver(database: database, log: log, metrics: metrics)
        AccountEvents(course: course, jobs: course.jobs).add(to: &events)
        MediaLibrary.followChecks(by: &events, then: PictureVerdict(course: course).apply)
        return events
    }
}
