public import Contracts
public import Basics
public import HTTPClient
public import Loops
public import Storage

/// What a process has in hand when it puts itself together.
public struct ProcessContext: Sendable {
    /// Which process this is.
    public let service: ServiceName
    /// The settings.
    public let environment: Environment
    /// The event loops.
    public let group: LoopGroup
    /// Threads for what would block a loop.
    public let workers: WorkerPool
    /// The way out.
    public let http: HTTPClient
    /// The time of the domain.
    public let clock: DomainClock
    /// Chance, good enough for keys.
    public let random: RandomSource
    /// The log.
    public let log: Logger
    /// The figures.
    public let metrics: Metrics
    /// The keys between processes.
    public let keys: InternalKeys
    let upstreamErrors: LabelledCounter

    /// The process's name: `points`.
    public var name: String { service.rawValue }

    /// The directory of databases, sockets and keys.
    public var home: String { environment.home }

    var databasePath: String { "\(home)/\(name).sqlite" }

    /// Opens `$KUMQUAT_HOME/<name>.sqlite` and brings its schema up to date.
    public func database(
        migrations: [Migration],
        options: DatabaseOptions = DatabaseOptions()
    ) throws -> Database {
        try SmallFile.makeDirectory(home)
        do throws(StorageError) {
            return try Database(
                path: databasePath,
                migrations: migrations,
                options: options,
                clock: clock.clock
            )
        } catch {
            throw DatabaseProblem(path: databasePath, error: error)
        }
    }

    /// The same for the operations of a service: with time, and a log for what fails.
    public func serviceDatabase(migrations: [Migration]) throws -> ServiceDatabase {
        ServiceDatabase(try database(migrations: migrations), clock: clock, log: log)
    }

    /// What SQLite's own check finds wrong in the process's file, which may be in use.
    public func databaseProblems() async throws -> [String] {
        try await Database.integrityProblems(of: databasePath)
    }

    /// Where another process is found.
    public func upstream(_ service: ServiceName) throws(SettingError) -> Upstream {
        Upstream(name: service.rawValue, addresses: try environment.peerAddresses(service))
    }

    /// Signed calls to another process.
    public func client(_ service: ServiceName) throws(SettingError) -> InternalClient {
        InternalClient(
            upstream: try upstream(service),
            http: http,
            keys: keys,
            clock: clock.real,
            random: random,
            failures: upstreamErrors
        )
    }
}
