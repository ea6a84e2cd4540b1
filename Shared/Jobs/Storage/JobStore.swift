import Basics
public import Storage

/// The owner of a job's id.
public enum Job {}

/// All SQL of the table `job`, inside of one read or write.
public struct JobStore {
    let connection: Connection

    /// The jobs of a database.
    public init(_ connection: Connection) {
        self.connection = connection
    }

    /// `due_at` is by the domain's clock, `held_until` by the real one: the end of a lease
    /// (`running`) or of a pause (`paused`). `failures` counts those in a row, a run that has not
    /// come to its end included; `asked` how often the job was asked for since it began to run.
    /// `fence` is another one with every lease, so that whoever had an earlier one is told apart.
    static let schema: StaticString = """
        CREATE TABLE job (
            id INT64 PRIMARY KEY NOT NULL,
            kind TEXT NOT NULL,
            key TEXT NOT NULL,
            payload BYTES NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'paused', 'parked')),
            due_at INT64 NOT NULL,
            held_until INT64 NOT NULL,
            tries INT64 NOT NULL,
            failures INT64 NOT NULL,
            asked INT64 NOT NULL,
            fence INT64 NOT NULL,
            owner TEXT NOT NULL,
            last_error TEXT NOT NULL,
            UNIQUE (kind, key)
        );
        CREATE INDEX job_due ON job (kind, state, due_at);
        CREATE INDEX job_held ON job (kind, state, held_until);
        """
}

/// A job to be written down.
struct NewJob {
    let kind: String
    let key: String
    let payload: Bytes
    let due: UnixTime
}

// MARK: - Asking for work

extension JobStore {
    /// False when there is one.
    func add(_ job: NewJob) throws -> Bool {
        try connection.run(
            """
            INSERT INTO job (id, kind, key, payload, state, due_at, held_until, tries, failures,
                asked, fence, owner, last_error)
            VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, 0, 0, 0, 0, 0, '', '')
            ON CONFLICT (kind, key) DO NOTHING
            """,
            try newID(),
            job.kind,
            job.key,
            job.payload,
            job.due
        ) == 1
    }

    /// One that runs goes on running, and one that failed waits its back-off out.
    func addOrReplace(_ job: NewJob) throws -> Bool {
        try connection.run(
            """
            INSERT INTO job (id, kind, key, payload, state, due_at, held_until, tries, failures,
                asked, fence, owner, last_error)
            VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, 0, 0, 0, 0, 0, '', '')
            ON CONFLICT (kind, key) DO UPDATE SET
                payload = excluded.payload,
                due_at = excluded.due_at,
                asked = job.asked + 1,
                state = CASE
                    WHEN job.state = 'running' THEN 'running'
                    WHEN job.state = 'paused' AND job.failures > 0 THEN 'paused'
                    ELSE 'waiting' END,
                failures = CASE WHEN job.state = 'parked' THEN 0 ELSE job.failures END
            """,
            try newID(),
            job.kind,
            job.key,
            job.payload,
            job.due
        ) == 1
    }

    /// Writes nothing where nothing would be another: it is asked for often. What a job that runs
    /// was due for is being done, so the first to ask again says when it is due next.
    func addOrHasten(_ job: NewJob) throws -> Bool {
        try connection.run(
            """
            INSERT INTO job (id, kind, key, payload, state, due_at, held_until, tries, failures,
                asked, fence, owner, last_error)
            VALUES (?1, ?2, ?3, ?4, 'waiting', ?5, 0, 0, 0, 0, 0, '', '')
            ON CONFLICT (kind, key) DO UPDATE SET
                due_at = CASE
                    WHEN job.state = 'running' AND job.asked = 0 THEN excluded.due_at
                    WHEN excluded.due_at < job.due_at THEN excluded.due_at
                    ELSE job.due_at END,
                asked = job.asked + 1,
                state = CASE WHEN job.state = 'running' THEN 'running' ELSE 'waiting' END,
                failures = CASE WHEN job.state = 'parked' THEN 0 ELSE job.failures END
            WHERE job.state IN ('running', 'parked')
                OR (job.state = 'paused' AND job.failures = 0)
                OR (job.state = 'waiting' AND excluded.due_at < job.due_at)
            """,
            try newID(),
            job.kind,
            job.key,
            job.payload,
            job.due
        ) == 1
    }

    /// False when there was none.
    func remove(kind: String, key: String) throws -> Bool {
        try connection.run("DELETE FROM job WHERE kind = ?1 AND key = ?2", kind, key) == 1
    }

    private func newID() throws -> ID<Job> { try connection.nextID() }
}
