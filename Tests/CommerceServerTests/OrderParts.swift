import AuthCalls
import Basics
import HTTP
import HTTPClient
import JSON
import Jobs
import Media
import Payments
import ServiceKit
import Storage
import Testing
import Vault

@testable import CommerceServer

/// What a test makes orders of.
struct OrderParts: Sendable {
    let world: TestWorld
    let database: ServiceDatabase
    let jobs: JobQueue
    let apps: AppDirectory
    let pictures: MediaLinks
}

extension OrderDesk {
    /// Orders over this WeChat Pay and this auth.
    static func test(
        _ parts: OrderParts,
        auth: AuthStub,
        settings: OrderSettings = OrderSettings(),
        transport: @escaping WeChatPayTransport
    ) throws -> OrderDesk {
        let world = parts.world
        let vault = try #require(
            DataVault(
                [(id: "k1", key: Secret(Bytes(repeating: 1, count: 32)))],
                random: world.random
            )
        )
        var settings = settings
        settings.publicURL = "https://example.com"
        return OrderDesk(
            database: parts.database,
            jobs: parts.jobs,
            payments: PaymentService(
                accounts: MerchantAccounts(
                    database: parts.database,
                    vault: vault,
                    origin: try #require(Origin("http://127.0.0.1:9")),
                    realClock: world.clock.real,
                    random: world.random,
                    transport: transport
                ),
                database: parts.database,
                jobs: parts.jobs,
                tag: .commerce,
                effects: OrderEffects.effects(jobs: parts.jobs, random: world.random),
                callbackURL: "http://127.0.0.1:9/callbacks/wechatpay/commerce",
                clock: world.clock,
                log: world.log,
                metrics: world.metrics
            ),
            apps: parts.apps,
            users: auth.users(world),
            scenes: auth.sceneClient,
            codes: auth.codeClient,
            shipping: auth.shippingClient,
            vault: vault,
            pictures: parts.pictures,
            tickets: BridgeTickets(world.keys),
            settings: settings,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: OrderMetrics(world.metrics)
        )
    }

    /// Orders without a WeChat Pay.
    static func unpayable(_ parts: OrderParts) throws -> OrderDesk {
        try test(parts, auth: AuthStub()) { _ throws(ClientFailure) in throw .unreachable(.refused)
        }
    }
}
