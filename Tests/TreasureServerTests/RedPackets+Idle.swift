import AuthCalls
import HTTPClient
import Jobs
import Payments
import ServiceKit
import Testing
import Vault

@testable import TreasureServer

extension RedPackets {
    /// Nobody is at the other end: what is asked of money the purse answers.
    static func idle(
        _ world: TestWorld,
        _ database: ServiceDatabase,
        _ jobs: JobRunner,
        _ vault: DataVault
    ) throws -> RedPackets {
        try RedPackets(
            rules: TreasureRules(),
            settings: MoneySettings(),
            database: database,
            jobs: jobs.queue,
            apps: AppDirectory(clock: world.clock.real, log: world.log) { [] },
            clock: world.clock,
            log: world.log,
            metrics: world.metrics
        ) { effects in
            PaymentService(
                accounts: MerchantAccounts(
                    database: database,
                    vault: vault,
                    origin: try #require(Origin("http://127.0.0.1:9")),
                    realClock: world.clock.real,
                    random: world.random
                ) { _ throws(ClientFailure) in throw .unreachable(.refused) },
                database: database,
                jobs: jobs.queue,
                tag: .treasure,
                effects: effects,
                callbackURL: "http://127.0.0.1:9/callbacks/wechatpay/treasure",
                clock: world.clock,
                log: world.log,
                metrics: world.metrics
            )
        }
    }
}
