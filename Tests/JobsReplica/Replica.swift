import Basics
import Jobs
import Loops
import ServiceKit
import Storage

/// A process of the tests that does jobs until it is killed, as one of several on one database.
enum Replica {
    /// Has its effect in the unit that finishes the job.
    static let unit = JobKind<NoPayload>("replica.unit", retries: retries)
    /// Has its effect outside of the unit that finishes the job: a row when it begins, completed
    /// when it ends.
    static let call = JobKind<NoPayload>("replica.call", retries: retries)
    /// Comes round every second, and has its effect in the unit that finishes the turn.
    static let turn = JobKind<NoPayload>("replica.turn", retries: retries)

    /// A dead process is given up after two seconds.
    private static let retries = RetryPolicy(
        firstMilliseconds: 100,
        longestSeconds: 1,
        parkAfter: nil,
        leaseSeconds: 2
    )
    private static let unitMilliseconds = 60
    /// Long enough to be broken off.
    private static let callMilliseconds = 100

    /// The schema of the database.
    static let migrations = [
        JobQueue.migration(number: 1),
        Migration(
            number: 2,
            name: "effects",
            sql: """
                CREATE TABLE effect (
                    id INT64 PRIMARY KEY NOT NULL,
                    kind TEXT NOT NULL,
                    key TEXT NOT NULL,
                    process TEXT NOT NULL,
                    began INT64 NOT NULL,
                    ended INT64 NOT NULL
                );
                """
        ),
    ]

    /// Starts it; does not come back with anything to wait for.
    static func start(_ arguments: [String]) {
        guard arguments.count == 3 else { return OwnProcess.complain("DATABASE NAME\n") }
        let (path, name) = (arguments[1], arguments[2])
        let group = LoopGroup(count: 1)
        group.start()
        group.next().start {
            do {
                try await run(path, as: name)
            } catch {
                OwnProcess.complain("\(error)\n")
            }
            OwnProcess.exit(1)
        }
    }

    private static func run(_ path: String, as name: String) async throws {
        let database = try Database(path: path, migrations: migrations, clock: .system)
        let runner = JobRunner(
            JobQueue(),
            database: database,
            clock: DomainClock(movable: false),
            random: random,
            log: Logger(service: name, level: .info) { line in
                OwnProcess.complain(String(decoding: line, as: UTF8.self))
            },
            metrics: Metrics()
        )
        try runner.on(unit) { job in
            _ = await Pause.milliseconds(unitMilliseconds)
            try await database.write { connection in
                let effect = Effect(kind: unit.name, key: job.key, process: name)
                try effect.begin(in: connection)
                try job.finish(in: connection)
            }
            return .done
        }
        try runner.on(call) { job in
            let effect = Effect(kind: call.name, key: job.key, process: name)
            let id = try await database.write { try effect.begin(in: $0) }
            _ = await Pause.milliseconds(callMilliseconds)
            try await database.write { try Effect.end(id, in: $0) }
            return .done
        }
        try runner.every(seconds: 1, turn) { job in
            try await database.write { connection in
                let effect = Effect(kind: turn.name, key: job.key, process: name)
                try effect.begin(in: connection)
                try job.finish(in: connection)
            }
            return .done
        }
        await runner.run()
    }

    private static var random: RandomSource {
        RandomSource { count in
            var generator = SystemRandomNumberGenerator()
            return (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
        }
    }
}

/// What a job did, and when, by the machine's clock.
struct Effect: Sendable {
    /// The kind of the job.
    let kind: String
    /// Its key.
    let key: String
    /// Who did it.
    let process: String
    /// When, in milliseconds since 1970; 0 in `ended` as long as it has not come to its end.
    private(set) var began: Int64 = 0
    private(set) var ended: Int64 = 0

    init(kind: String, key: String, process: String) {
        self.kind = kind
        self.key = key
        self.process = process
    }

    @discardableResult
    func begin(in connection: Connection) throws -> ID<Effect> {
        let id: ID<Effect> = try connection.nextID()
        try connection.run(
            """
            INSERT INTO effect (id, kind, key, process, began, ended)
            VALUES (?1, ?2, ?3, ?4, ?5, 0)
            """,
            id,
            kind,
            key,
            process,
            SystemTime.realMilliseconds()
        )
        return id
    }

    static func end(_ id: ID<Effect>, in connection: Connection) throws {
        try connection.run(
            "UPDATE effect SET ended = ?2 WHERE id = ?1",
            id,
            SystemTime.realMilliseconds()
        )
    }

    /// All that was done, in its order.
    static func all(in connection: Connection) throws -> [Effect] {
        try connection.all(
            "SELECT kind, key, process, began, ended FROM effect ORDER BY id LIMIT 100000"
        ) { row in
            var effect = try Effect(kind: row.text(0), key: row.text(1), process: row.text(2))
            effect.began = try row.integer(3)
            effect.ended = try row.integer(4)
            return effect
        }
    }
}
