import Basics
import HTTPClient
import Loops
import ServiceKit
import Storage

/// Stands in for WeChat in development and tests. What it knows is in its file, so that openids,
/// keys and faults outlive a restart.
struct Sandbox: Sendable {
    let database: Database
    let clock: DomainClock
    let dice: Dice
    /// What the settings say that chance has to follow; nil where they say nothing.
    let seed: Int64?
    /// Whether others than this machine may call.
    let isPublic: Bool
    let log: Logger
    /// The processes that live by the sandbox's time.
    let neighbours: [Neighbour]
    /// The way out, to those who are called back.
    let send: Transport
    /// Threads for RSA, pictures and what else takes long.
    let workers: WorkerPool
    let clockTurns = Turnstile()

    /// Chance, repeatable with a seed.
    var random: RandomSource { dice.source }

    /// How a request of the sandbox's own gets out: `HTTPClient.send(_:)` but for tests.
    typealias Transport =
        @Sendable (ClientRequest) async throws(ClientFailure) -> ClientResponse

    /// Sets up a new file, and takes up the time where it was left.
    func prepare() async throws {
        try await takeSeed()
        try await database.write { [self] connection in
            try plant(connection)
        }
        let offset = try await database.read { try SettingStore($0).clockOffset() }
        _ = clock.move(toOffsetMilliseconds: offset)
    }

    /// Everything that it answers.
    func definition() throws -> ServiceDefinition {
        var definition = ServiceDefinition()
        definition.database = database
        try definition.add(InternalAPI.endpoints, by: self)
        for interface in WeChatAPI.interfaces { definition.add(interface, by: self) }
        for call in ControlAPI.calls { definition.add(call, by: self) }
        PageFiles.add(to: &definition)
        return definition
    }
}
