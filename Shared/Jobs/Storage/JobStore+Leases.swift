import Basics
import Storage

/// A job that was taken, with everything its handler needs.
struct TakenJob: Sendable {
    let id: ID<Job>
    let key: String
    let payload: Bytes
    /// This run included.
    let tries: Int
    /// This run included, as it has not come to its end.
    let failures: Int
    /// Tells this lease from all others of the row.
    let fence: Int64
    /// The end of the lease, in real time.
    let until: UnixTime
    /// Whether the process that had it before did not come back in time.
    var isTakenOver = false
}

/// Who takes jobs, and until when.
struct JobTaker: Sendable {
    let kind: String
    let owner: String
    /// By the domain's clock.
    let now: UnixTime
    /// By the real one.
    let realNow: UnixTime
    let until: UnixTime
}

/// Says that a job is ours: it stands in the condition of every statement that settles one.
struct JobHold {
    let id: ID<Job>
    let fence: Int64
    /// The real time.
    let now: UnixTime
}

/// When there is something to do for a kind.
struct JobOutlook: Sendable {
    /// The earliest due time of a job that waits.
    var due: UnixTime?
    /// The earliest end of a pause or a lease, in real time.
    var held: UnixTime?
}

// MARK: - Taking

extension JobStore {
    func outlook(of kind: String) throws -> JobOutlook {
        var outlook = JobOutlook()
        outlook.due =
            try connection.first(
                "SELECT min(due_at) FROM job WHERE kind = ?1 AND state = 'waiting'",
                kind
            ) { try $0.optionalTime(0) } ?? nil
        let ends = try ["paused", "running"].compactMap { state in
            try connection.first(
                "SELECT min(held_until) FROM job WHERE kind = ?1 AND state = ?2",
                kind,
                state
            ) { try $0.optionalTime(0) } ?? nil
        }
        outlook.held = ends.min()
        return outlook
    }

    /// Those whose lease is over, whose pause is over, and that are due, in this order.
    func take(_ taker: JobTaker, limit: Int) throws -> [TakenJob] {
        var jobs = try takeHeld("running", taker, limit).map { job in
            var job = job
            job.isTakenOver = true
            return job
        }
        jobs += try takeHeld("paused", taker, limit - jobs.count)
        guard jobs.count < limit else { return jobs }
        return try jobs + takeDue(taker, limit - jobs.count)
    }

    private func takeHeld(_ state: String, _ taker: JobTaker, _ limit: Int) throws -> [TakenJob] {
        guard limit > 0 else { return [] }
        return try connection.all(
            """
            UPDATE job SET state = 'running', held_until = ?4, owner = ?5, fence = fence + 1,
                tries = tries + 1, failures = failures + 1, asked = 0
            WHERE kind = ?1 AND state = ?2 AND held_until <= ?3 AND id IN (
                SELECT id FROM job WHERE kind = ?1 AND state = ?2 AND held_until <= ?3
                ORDER BY held_until LIMIT ?6
            ) RETURNING id, key, payload, tries, failures, fence, held_until
            """,
            taker.kind,
            state,
            taker.realNow,
            taker.until,
            taker.owner,
            limit,
            row: Self.taken
        )
    }

    private func takeDue(_ taker: JobTaker, _ limit: Int) throws -> [TakenJob] {
        try connection.all(
            """
            UPDATE job SET state = 'running', held_until = ?3, owner = ?4, fence = fence + 1,
                tries = tries + 1, failures = failures + 1, asked = 0
            WHERE kind = ?1 AND state = 'waiting' AND due_at <= ?2 AND id IN (
                SELECT id FROM job WHERE kind = ?1 AND state = 'waiting' AND due_at <= ?2
                ORDER BY due_at LIMIT ?5
            ) RETURNING id, key, payload, tries, failures, fence, held_until
            """,
            taker.kind,
            taker.now,
            taker.until,
            taker.owner,
            limit,
            row: Self.taken
        )
    }

    private static func taken(_ row: Row) throws(StorageError) -> TakenJob {
        try TakenJob(
            id: row.id(0),
            key: row.text(1),
            payload: row.bytes(2),
            tries: Int(clamping: row.integer(3)),
            failures: Int(clamping: row.integer(4)),
            fence: row.integer(5),
            until: row.time(6)
        )
    }
}

// MARK: - Settling

/// Each of these throws `LeaseLost` where the job is not ours any more. A job that was asked for
/// again while it ran waits for its next run instead, unless it failed.
extension JobStore {
    func isHeld(_ hold: JobHold) throws -> Bool {
        try connection.first(
            """
            SELECT 1 FROM job
            WHERE id = ?1 AND fence = ?2 AND state = 'running' AND held_until > ?3
            """,
            hold.id,
            hold.fence,
            hold.now
        ) { _ in true } ?? false
    }

    func remove(_ hold: JobHold) throws {
        let count = try connection.run(
            """
            DELETE FROM job
            WHERE id = ?1 AND fence = ?2 AND state = 'running' AND held_until > ?3 AND asked = 0
            """,
            hold.id,
            hold.fence,
            hold.now
        )
        if count == 0 { try runAgain(hold) }
    }

    /// Has it wait until it is due.
    func put(_ hold: JobHold, due: UnixTime) throws {
        let count = try connection.run(
            """
            UPDATE job SET state = 'waiting', due_at = ?4, held_until = 0, failures = 0,
                owner = '', last_error = ''
            WHERE id = ?1 AND fence = ?2 AND state = 'running' AND held_until > ?3 AND asked = 0
            """,
            hold.id,
            hold.fence,
            hold.now,
            due
        )
        if count == 0 { try runAgain(hold) }
    }

    func pause(_ hold: JobHold, until: UnixTime) throws {
        let count = try connection.run(
            """
            UPDATE job SET state = 'paused', held_until = ?4, failures = 0, owner = '',
                last_error = ''
            WHERE id = ?1 AND fence = ?2 AND state = 'running' AND held_until > ?3 AND asked = 0
            """,
            hold.id,
            hold.fence,
            hold.now,
            until
        )
        if count == 0 { try runAgain(hold) }
    }

    func fail(_ hold: JobHold, _ cause: String, until: UnixTime) throws {
        let count = try connection.run(
            """
            UPDATE job SET state = 'paused', held_until = ?4, owner = '', last_error = ?5
            WHERE id = ?1 AND fence = ?2 AND state = 'running' AND held_until > ?3
            """,
            hold.id,
            hold.fence,
            hold.now,
            until,
            cause
        )
        guard count == 1 else { throw LeaseLost() }
    }

    func park(_ hold: JobHold, _ reason: String) throws {
        let count = try connection.run(
            """
            UPDATE job SET state = 'parked', held_until = 0, owner = '', last_error = ?4
            WHERE id = ?1 AND fence = ?2 AND state = 'running' AND held_until > ?3 AND asked = 0
            """,
            hold.id,
            hold.fence,
            hold.now,
            reason
        )
        if count == 0 { try runAgain(hold) }
    }

    func giveBack(_ hold: JobHold, at now: UnixTime) throws {
        let count = try connection.run(
            """
            UPDATE job SET state = 'waiting', held_until = 0, owner = '', tries = tries - 1,
                failures = failures - 1, due_at = CASE WHEN due_at > ?4 THEN ?4 ELSE due_at END
            WHERE id = ?1 AND fence = ?2 AND state = 'running' AND held_until > ?3
            """,
            hold.id,
            hold.fence,
            hold.now,
            now
        )
        guard count == 1 else { throw LeaseLost() }
    }

    func renew(_ hold: JobHold, until: UnixTime) throws {
        let count = try connection.run(
            """
            UPDATE job SET held_until = ?4
            WHERE id = ?1 AND fence = ?2 AND state = 'running' AND held_until > ?3
            """,
            hold.id,
            hold.fence,
            hold.now,
            until
        )
        guard count == 1 else { throw LeaseLost() }
    }

    private func runAgain(_ hold: JobHold) throws {
        let count = try connection.run(
            """
            UPDATE job SET state = 'waiting', held_until = 0, failures = 0, owner = '',
                last_error = ''
            WHERE id = ?1 AND fence = ?2 AND state = 'running' AND held_until > ?3
            """,
            hold.id,
            hold.fence,
            hold.now
        )
        guard count == 1 else { throw LeaseLost() }
    }
}
