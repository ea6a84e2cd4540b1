import Basics
import ServiceKit
import Storage

extension JobLane {
    /// Does one job and writes down what came of it. `began` is the monotonic time before it was
    /// taken.
    func perform(_ job: TakenJob, began: UInt64) async {
        let lease = JobLease(
            job,
            database: shop.database,
            clock: shop.clock,
            seconds: Int64(duty.retries.leaseSeconds),
            interval: duty.interval,
            taken: began
        )
        do {
            await settle(job, lease, try await outcome(of: job, lease))
        } catch is LeaseLost {
            noteLost(job)
        } catch {
            // The process is about to end, and the handler was told so: that is no failure.
            if Task.isCancelled {
                await giveBack(lease)
            } else {
                await settle(job, lease, .failed(error))
            }
        }
        ended()
    }

    /// Runs the handler, and cancels it when its lease is over: by then it may run elsewhere.
    private func outcome(of job: TakenJob, _ lease: JobLease) async throws -> JobOutcome {
        try await withThrowingTaskGroup(of: JobOutcome?.self) { group in
            group.addTask { try await self.duty.perform(job, lease) }
            group.addTask {
                await lease.runOut()
                return nil
            }
            defer { group.cancelAll() }
            while let outcome = try await group.next() {
                if let outcome { return outcome }
                // The end of a process ends the wait as well.
                if !Task.isCancelled { throw LeaseLost() }
            }
            throw CancellationError()
        }
    }

    // MARK: What came of it

    private func settle(_ job: TakenJob, _ lease: JobLease, _ outcome: JobOutcome) async {
        let verdict = JobVerdict(outcome, of: job, by: duty.retries, shop.random)
        do {
            if try await !isSettled(lease) {
                try await persist(lease) { try verdict.write(lease, in: $0) }
            }
            note(verdict, of: job)
        } catch is LeaseLost {
            // A handler's own unit has settled it, after all.
            if lease.isSettled, verdict.isGood { return note(verdict, of: job) }
            noteLost(job)
        } catch {
            shop.log.error(
                "what came of a job cannot be written down",
                ["kind": .text(kind), "key": .text(job.key), "cause": .text("\(error)")]
            )
        }
    }

    private func isSettled(_ lease: JobLease) async throws -> Bool {
        guard lease.isSettled else { return false }
        return try await !shop.database.read { try lease.isHeld(in: $0) }
    }

    /// As long as the lease lasts: what was done outside of the database is better not done again
    /// for want of a note.
    private func persist(
        _ lease: JobLease,
        _ unit: @escaping @Sendable (Connection) throws -> Void
    ) async throws {
        while true {
            do {
                return try await shop.database.write(unit)
            } catch let error as StorageError where error.isTransient {
                guard lease.nanosecondsLeft > 0, await Pause.milliseconds(200) else { throw error }
            }
        }
    }

    /// Should it fail, the lease runs out.
    private func giveBack(_ lease: JobLease) async {
        try? await shop.database.write { try lease.giveBack(in: $0) }
    }

    private func note(_ verdict: JobVerdict, of job: TakenJob) {
        count { if verdict.isGood { $0.done += 1 } else { $0.failed += 1 } }
        switch verdict {
        case .good: break
        case .failed(let cause, _):
            shop.log.warning(
                "a job failed",
                [
                    "kind": .text(kind), "key": .text(job.key),
                    "failures": .integer(Int64(job.failures)), "cause": .text(cause),
                ]
            )
        case .parked(let reason): logParked(job, reason)
        }
    }

    private func noteLost(_ job: TakenJob) {
        count { $0.lost += 1 }
        shop.log.warning(
            "the lease of a job was over before the job was",
            ["kind": .text(kind), "key": .text(job.key), "tries": .integer(Int64(job.tries))]
        )
    }
}

/// What becomes of a job after a run.
private enum JobVerdict: Sendable {
    case good(JobOutcome)
    case failed(cause: String, pauseMilliseconds: Int64)
    case parked(reason: String)

    init(_ outcome: JobOutcome, of job: TakenJob, by policy: RetryPolicy, _ random: RandomSource) {
        switch outcome {
        case .done, .later, .pause: self = .good(outcome)
        case .park(let reason): self = .parked(reason: JobTrouble.text(reason))
        case .failed(let error):
            let cause = JobTrouble.text(error)
            if let limit = policy.parkAfter, job.failures >= limit {
                self = .parked(reason: cause)
                return
            }
            let backoff = Backoff(
                firstMilliseconds: UInt64(max(policy.firstMilliseconds, 0)),
                longestMilliseconds: UInt64(max(policy.longestSeconds, 0)) * 1000,
                random: random
            )
            let pause = backoff.milliseconds(afterFailures: job.failures)
            self = .failed(cause: cause, pauseMilliseconds: Int64(clamping: pause))
        }
    }

    var isGood: Bool {
        if case .good = self { return true }
        return false
    }

    func write(_ lease: JobLease, in connection: Connection) throws {
        switch self {
        case .good(.later(let due)): try lease.reschedule(at: due, in: connection)
        case .good(.pause(let milliseconds)):
            try lease.pause(milliseconds: Int64(milliseconds), in: connection)
        case .good: try lease.finish(in: connection)
        case .failed(let cause, let pause):
            try lease.fail(cause, pausing: pause, in: connection)
        case .parked(let reason): try lease.park(reason, in: connection)
        }
    }
}
