import AuthDomain
import Basics
import HTTPClient
import Loops
import ServiceKit
import Storage
import WeChat

extension AuthService {
    /// The service of a process that starts.
    init(_ start: Start) async throws {
        let settings = try AuthSettings(start)
        let database = try start.database(migrations: Migrations.all)
        self.init(
            database: database,
            vault: settings.vault,
            mobiles: try await MobileVault(settings.vault, in: database, random: start.random),
            weChat: Self.weChat(start, settings, database),
            sms: SMSDesk(try SMSSettings(start), start),
            outbox: Outbox(
                source: .auth,
                database: database,
                receivers: try [Peer.points, .treasure, .commerce].map { peer in
                    (peer: peer, client: try start.peer(peer))
                },
                clock: start.clock,
                random: start.random,
                log: start.log,
                metrics: start.metrics
            ),
            keys: KeyRing(),
            apps: AppIntake(
                source: settings.stage == .sandbox ? try start.peer(.sandbox) : nil
            ),
            flights: SingleFlight(on: start.group),
            drain: DrainFlag(),
            clock: start.clock,
            random: start.random,
            log: start.log,
            stage: settings.stage,
            defaultAppID: settings.defaultAppID,
            servesLegacy: try start.environment.flag(.legacyOpenID)
        )
    }

    /// WeChat, asked with access tokens that all replicas share.
    private static func weChat(
        _ start: Start,
        _ settings: AuthSettings,
        _ database: Database
    ) -> WeChatClient {
        let transport = WeChatClient.watched(
            { request throws(ClientFailure) in try await start.http.send(request) },
            by: start.metrics
        )
        let tokens = AccessTokenKeeper(
            database: database,
            vault: settings.vault,
            source: .live(host: settings.weChat, transport: transport),
            flights: SingleFlight(on: start.group),
            clock: start.clock,
            random: start.random,
            log: start.log
        )
        return .live(host: settings.weChat, clock: start.clock.clock, transport: transport)
            .keeping(tokens)
    }

    /// What the process is made of.
    func definition() throws(CompositionError) -> ServiceDefinition {
        var definition = ServiceDefinition()
        definition.database = database
        try definition.add(PointsAPI.endpoints, by: self)
        try definition.add(WxAuthAPI.endpoints, by: self)
        try definition.add(TreasureAPI.endpoints, by: self)
        try definition.add(MerchantsAPI.endpoints, by: self)
        try definition.add(SmallAppAPI.endpoints, by: self)
        try definition.add(SessionsAPI.endpoints, by: self)
        try definition.add(AccountAPI.endpoints, by: self)
        try definition.add(InternalAPI.endpoints, by: self)
        if servesLegacy { try definition.add(InternalAPI.legacy, by: self) }
        try definition.add(AdminAPI.endpoints, by: self)
        definition.handle(PublicKeys.route) { _ in await PublicKeys.answer(by: self) }
        definition.handle(CodePicture.route, access: .service) {
            await CodePicture.answer($0, by: self)
        }
        // WeChat's own signature is the proof.
        definition.handle(WeChatPush.test) { await WeChatPush.answerTest($0, by: self) }
        definition.handle(WeChatPush.message) { await WeChatPush.answer($0, by: self) }
        definition.run("upkeep") { await upkeep() }
        definition.run("outbox") { await outbox.run() }
        definition.ready("keys") { keys.isEmpty ? "there is no signing key yet" : nil }
        definition.ready("apps") { apps.problem }
        // A gateway waits for news up to 25 seconds, which would hold the end up.
        definition.whenDraining { drain.raise() }
        return definition
    }
}
