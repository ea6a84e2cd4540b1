import AuthCalls
import Contracts
import Jobs
import Media
import Payments
import ServiceKit
import Vault

extension OrderDesk {
    /// The orders of a process that starts.
    init(
        _ process: ProcessContext,
        database: ServiceDatabase,
        jobs: JobQueue,
        apps: AppDirectory,
        pictures: MediaLinks
    ) throws {
        let auth = try process.client(.auth)
        self.init(
            database: database,
            jobs: jobs,
            payments: try PaymentService(
                process,
                database: database,
                jobs: jobs,
                tag: .commerce,
                effects: OrderEffects.effects(jobs: jobs, random: process.random)
            ),
            apps: apps,
            users: .live(auth, clock: process.clock.real, log: process.log),
            scenes: .live(auth, log: process.log),
            codes: .live(auth, log: process.log),
            shipping: .live(auth, log: process.log),
            vault: try DataVault(process),
            pictures: pictures,
            tickets: BridgeTickets(process.keys),
            settings: try OrderSettings(process.environment),
            clock: process.clock,
            random: process.random,
            log: process.log,
            metrics: OrderMetrics(process.metrics)
        )
    }
}
