import AuthCalls
import Contracts
import Jobs
import Payments
import ServiceKit
import Storage

extension RedPackets {
    /// The money of a process that starts.
    init(
        _ process: ProcessContext,
        rules: TreasureRules,
        database: ServiceDatabase,
        jobs: JobRunner
    ) throws {
        try self.init(
            rules: rules,
            settings: MoneySettings(process.environment),
            database: database,
            jobs: jobs.queue,
            apps: .live(
                process.client(.auth),
                clock: process.clock.real,
                log: process.log
            ),
            clock: process.clock,
            log: process.log,
            metrics: process.metrics
        ) { effects in
            try PaymentService(
                process,
                database: database,
                jobs: jobs.queue,
                tag: .treasure,
                effects: effects
            )
        }
    }

    /// The money of these parts; `payments` makes the payments that have these effects.
    init(
        rules: TreasureRules,
        settings: MoneySettings,
        database: ServiceDatabase,
        jobs: JobQueue,
        apps: AppDirectory,
        clock: DomainClock,
        log: Logger,
        metrics: Metrics,
        payments: (PaymentEffects) throws -> PaymentService
    ) rethrows {
        let made = try payments(RedPacketEffects(rules: rules, jobs: jobs).effects)
        self.init(
            payments: made,
            office: PaymentOffice(made),
            apps: apps,
            database: database,
            jobs: jobs,
            settings: settings,
            clock: clock,
            log: log,
            metrics: MoneyMetrics(metrics, limit: settings.payoutsPerDay)
        )
    }

    /// The payments of a file for the command line: nothing is done by them.
    static func payments(of process: ProcessContext) throws -> PaymentService {
        let database = try process.serviceDatabase(migrations: TreasureMigrations.all)
        let queue = JobQueue()
        let effects = RedPacketEffects(rules: TreasureRules(), jobs: queue).effects
        return try PaymentService(
            process,
            database: database,
            jobs: queue,
            tag: .treasure,
            effects: effects
        )
    }
}
