import Basics
import Loops
import ServiceKit
import Storage
import TestKit

@testable import Jobs

/// A database with jobs and a table for their effects; time stands still until it is moved.
struct JobWorld: Sendable {
    struct Note: Codable, Sendable, Equatable {
        var text: String
    }

    static let note = JobKind<Note>(
        "test.note",
        retries: RetryPolicy(
            firstMilliseconds: 1000,
            longestSeconds: 60,
            parkAfter: 3,
            leaseSeconds: 30
        )
    )

    private static let migrations = [
        JobQueue.migration(number: 1),
        Migration(
            number: 2,
            name: "effects",
            sql: "CREATE TABLE effect (id INT64 PRIMARY KEY, text TEXT NOT NULL);"
        ),
    ]

    let directory: TemporaryDirectory
    let world: TestWorld
    let database: Database
    let queue = JobQueue()

    init() throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
        database = try world.database(migrations: Self.migrations)
    }

    /// The same file as another process has it.
    func again() throws -> Database {
        try world.database(migrations: Self.migrations)
    }

    /// A runner; over another database than the world's own it is another process.
    func runner(
        on other: Database? = nil,
        queue: JobQueue? = nil,
        lookMilliseconds: Int = 1000
    ) -> JobRunner {
        JobRunner(
            queue ?? self.queue,
            database: other ?? database,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: world.metrics,
            lookMilliseconds: lookMilliseconds
        )
    }

    @discardableResult
    func enqueue(
        _ key: String,
        _ text: String? = nil,
        inSeconds seconds: Int64 = 0,
        again: JobQueue.Again = .keep
    ) async throws -> Bool {
        let due = world.clock.now.adding(seconds: seconds)
        return try await database.write { [queue] connection in
            try queue.enqueue(
                Self.note,
                key: key,
                Note(text: text ?? key),
                due: due,
                again: again,
                in: connection
            )
        }
    }

    /// Writes effects in the unit that finishes the job.
    func noting(
        on other: Database? = nil
    ) -> @Sendable (RunningJob<Note>) async throws -> JobOutcome {
        let database = other ?? database
        return { job in
            try await database.write { connection in
                try Self.have(job.payload.text, in: connection)
                try job.finish(in: connection)
            }
            return .done
        }
    }

    static func have(_ effect: String, in connection: Connection) throws {
        let id: ID<JobWorld> = try connection.nextID()
        try connection.run("INSERT INTO effect (id, text) VALUES (?1, ?2)", id, effect)
    }

    /// What jobs have done, in the order in which it was done.
    func effects() async throws -> [String] {
        try await database.read { connection in
            try connection.all("SELECT text FROM effect ORDER BY id") { try $0.text(0) }
        }
    }

    func jobs(_ state: JobState? = nil) async throws -> [JobRecord] {
        try await database.read { try JobStore($0).page(state: state, limit: 1000) }
    }

    func job() async throws -> JobRecord? { try await jobs().first }

    /// What the metrics say of the test's kind, under `kumquat_jobs_…`.
    func metric(_ name: String) -> String? {
        world.metricsText.split(separator: "\n")
            .first { $0.hasPrefix("kumquat_jobs_\(name){kind=\"test.note\"} ") }
            .map { String($0.split(separator: " ")[1]) }
    }

    /// Moves the domain's clock, as the sandbox does.
    func moveDomain(seconds: Int64) {
        let offset = world.clock.offsetMilliseconds + seconds * 1000
        _ = world.clock.move(toOffsetMilliseconds: offset)
    }

    /// The time that everybody has goes on.
    func pass(seconds: Int64) { world.time.advance(seconds: seconds) }
}

/// What a test notes from inside of handlers.
final class Notes: Sendable {
    private let notes = Locked<[String]>([])

    var all: [String] { notes.withLock { $0 } }

    func add(_ note: String) { notes.withLock { $0.append(note) } }
}

/// Holds handlers up until a test opens it.
final class Gate: Sendable {
    private let isOpen = Locked(false)

    func open() { isOpen.withLock { $0 = true } }

    /// Comes back as soon as it is open; throws when the task is cancelled.
    func pass() async throws {
        while !isOpen.withLock({ $0 }) {
            guard await Pause.milliseconds(5) else { throw CancellationError() }
        }
    }
}
