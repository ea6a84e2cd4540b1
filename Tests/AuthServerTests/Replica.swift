import Loops
import ServiceKit
import TestKit
import Vault

@testable import AuthServer

/// Another process on the same file.
struct Replica: Sendable {
    let auth: AuthService
    let harness: ServiceHarness
    /// Its loop runs as long as it does.
    let group: LoopGroup

    func keepKeys() async throws { try await auth.keepKeys() }
}

extension AuthWorld {
    /// Another auth on the same file, with the same WeChat.
    func replica() throws -> Replica {
        let database = try world.serviceDatabase("auth", migrations: Migrations.all)
        let group = LoopGroup(count: 1)
        group.start()
        let auth = AuthService(
            database: database,
            vault: auth.vault,
            mobiles: auth.mobiles,
            weChat: auth.weChat,
            sms: auth.sms,
            avatars: auth.avatars,
            jobs: Self.jobs(on: database.file, world),
            outbox: auth.outbox,
            keys: KeyRing(),
            apps: auth.apps,
            flights: SingleFlight(on: group),
            phones: SingleFlight(on: group),
            drain: auth.drain,
            clock: auth.clock,
            random: auth.random,
            log: auth.log,
            stage: auth.stage,
            defaultAppID: auth.defaultAppID
        )
        let harness = try ServiceHarness(auth.definition(), in: world)
        return Replica(auth: auth, harness: harness, group: group)
    }
}

extension AuthService {
    /// The same, started with other data keys.
    func with(_ vault: DataVault, _ mobiles: MobileVault? = nil) -> AuthService {
        AuthService(
            database: database,
            vault: vault,
            mobiles: mobiles ?? self.mobiles,
            weChat: weChat,
            sms: sms,
            avatars: avatars,
            jobs: jobs,
            outbox: outbox,
            keys: keys,
            apps: apps,
            flights: flights,
            phones: phones,
            drain: drain,
            clock: clock,
            random: random,
            log: log,
            stage: stage,
            defaultAppID: defaultAppID
        )
    }
}
