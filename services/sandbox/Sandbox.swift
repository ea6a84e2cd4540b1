import Basics
import Crypto
import HTTP
import HTTPClient
import Jobs
import Loops
import ServiceKit
import Storage

/// Stands in for WeChat in development and tests. What it knows is in its file, so that openids,
/// keys and faults outlive a restart.
struct Sandbox: Sendable {
    let database: Database
    let jobs: JobRunner
    let clock: DomainClock
    var dice: Dice
    /// What the settings say that chance has to follow; nil where they say nothing.
    let seed: Int64?
    /// How many days ago its time begins, while nobody has moved it.
    var daysAgo: Int64 = 0
    /// Where links to the sandbox begin, where the settings say so.
    var publicOrigin: String?
    /// Whether others than this machine may call.
    let isPublic: Bool
    let log: Logger
    /// The processes that live by the sandbox's time.
    let neighbours: [ControlledProcess]
    /// The way out, to those who are called back.
    let send: Transport
    /// Threads for RSA, pictures and what else takes long.
    let workers: WorkerPool
    /// A new RSA key; takes a good part of a second.
    var makeKey: @Sendable () throws -> RSAPrivateKey = { try .generate() }
    let payKeyring = PayKeyring()
    /// What was asked and told of late.
    let requests = RequestLog()
    /// Where the auth of this stack is found, if there is one: message pushes go there by default.
    let auth: @Sendable () -> Address?
    let clockTurns = AsyncMutex()
    /// The mini-program that runs in a browser, and where it may ask.
    var play = Play()

    /// Chance, repeatable with a seed.
    var random: RandomSource { dice.source }

    /// How a request of the sandbox's own gets out: `HTTPClient.send(_:)` but for tests.
    typealias Transport =
        @Sendable (ClientRequest) async throws(ClientFailure) -> ClientResponse

    /// Sets up a new file, and takes up the time where it was left.
    func prepare() async throws {
        try await takeTime()
        try await takeSeed()
        try await database.write { [self] connection in
            try plant(connection)
        }
        try await preparePay()
        try await database.write { [self] connection in try askAll(connection) }
    }

    /// The time as it was left; of a new file as the settings say.
    private func takeTime() async throws {
        let offset = try await database.write { [self] connection in
            let settings = SettingStore(connection)
            if let known = try settings.clockOffset() { return known }
            let beginning = -daysAgo * 86_400_000
            try settings.setClockOffset(beginning)
            return beginning
        }
        _ = clock.move(toOffsetMilliseconds: offset)
    }

    /// All that it answers in words of its own; the rest are others' words, which it stands in for.
    static let endpoints: [any Endpoint<Sandbox>.Type] =
        InternalAPI.endpoints + ControlAPI.endpoints

    /// What the process is made of.
    func definition() throws -> ServiceDefinition {
        var definition = ServiceDefinition()
        definition.database = database
        try definition.add(Self.endpoints, by: self)
        for endpoint in WeChatAPI.endpoints { definition.add(endpoint, by: self) }
        for endpoint in PayAPI.endpoints { definition.add(endpoint, by: self) }
        try addJobs()
        definition.unknown = { [self] request in unknownInterface(request) }
        definition.run(jobs)
        definition.handle(.post(SMSAPI.path)) { [self] call in
            await logged(.sms, call.request) {
                await SMSAPI.respond(to: call.request, by: self)
            }
        }
        definition.handle(.get(MapsAPI.path)) { [self] call in
            await logged(.maps, call.request) {
                await MapsAPI.respond(to: call.request, by: self)
            }
        }
        definition.whenDraining { [requests] in requests.close() }
        PageFiles.add(to: &definition)
        MerchantFiles.add(to: &definition, by: self)
        AuthorityFiles.add(to: &definition, by: self)
        PlayRoutes.add(to: &definition, by: self)
        return definition
    }
}
