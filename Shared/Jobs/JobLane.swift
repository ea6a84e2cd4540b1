import Basics
import JSON
import Loops
import ServiceKit
import Storage
import Synchronization

/// The way of the jobs of one kind through this process: so many at once, so that no kind is in the
/// way of another.
final class JobLane: Sendable {
    /// What was counted since the process began.
    struct Counts {
        var done = 0
        var failed = 0
        /// Taken from a process that did not come back in time.
        var takenOver = 0
        /// Ours were refused because the lease was over.
        var lost = 0
    }

    let duty: JobDuty
    let shop: JobShop
    private let signal: WakeSignal
    private let running = Atomic<Int>(0)
    private let isTroubled = Atomic<Bool>(false)
    private let counted = Locked(Counts())
    private let stands = Locked(JobFigures())

    private static let beatenMilliseconds = 20
    /// Another process may have finished a turn meanwhile, and its clock may be ahead of ours.
    private static let slackSeconds: Int64 = 60

    init(_ duty: JobDuty, in shop: JobShop, signal: WakeSignal) {
        self.duty = duty
        self.shop = shop
        self.signal = signal
    }

    var kind: String { duty.kind }
    var counts: Counts { counted.withLock { $0 } }
    var runningCount: Int { running.load(ordering: .relaxed) }
    /// How its jobs stood in the database at the last look.
    var figures: JobFigures {
        get { stands.withLock { $0 } }
        set { stands.withLock { $0 = newValue } }
    }

    func count(_ change: (inout Counts) -> Void) {
        counted.withLock { change(&$0) }
    }

    /// Does jobs until it is cancelled.
    func run() async {
        await withDiscardingTaskGroup { group in
            var pause = 0
            while await signal.wait(milliseconds: pause) {
                pause = await turn { taken, began in
                    group.addTask {
                        await self.perform(taken, began: began)
                        self.signal.ring()
                    }
                }
            }
        }
    }

    /// Does what can be done now; answers how many jobs that was.
    func runDue() async -> Int {
        let begun = Locked(0)
        await withDiscardingTaskGroup { group in
            _ = await turn { taken, began in
                begun.withLock { $0 += 1 }
                group.addTask { await self.perform(taken, began: began) }
            }
        }
        return begun.withLock { $0 }
    }

    /// Takes as many jobs as may run, and begins them. Answers how many milliseconds there is
    /// nothing to do, unless the signal rings.
    private func turn(_ begin: (TakenJob, UInt64) -> Void) async -> Int {
        do {
            try await keepSchedule()
            var outlook = try await shop.database.read { try JobStore($0).outlook(of: self.kind) }
            while milliseconds(until: outlook) == 0 {
                let room = duty.atOnce - runningCount
                // Whoever comes to an end rings.
                guard room > 0, !Task.isCancelled else { return shop.lookMilliseconds }
                let began = SystemTime.monotonicNanoseconds()
                let jobs = try await take(room)
                for job in jobs {
                    running.add(1, ordering: .relaxed)
                    begin(job, began)
                }
                // Another process was faster, and what it took shows at the next look.
                guard !jobs.isEmpty else { return Self.beatenMilliseconds }
                outlook = try await shop.database.read { try JobStore($0).outlook(of: self.kind) }
            }
            isTroubled.store(false, ordering: .relaxed)
            return milliseconds(until: outlook)
        } catch {
            if !isTroubled.exchange(true, ordering: .relaxed) {
                shop.log.error(
                    "jobs cannot be taken",
                    ["kind": .text(kind), "cause": .text(JobTrouble.text(error))]
                )
            }
            return shop.lookMilliseconds
        }
    }

    private func milliseconds(until outlook: JobOutlook) -> Int {
        let due = outlook.due.map { $0.milliseconds - shop.clock.now.milliseconds }
        let held = outlook.held.map { $0.milliseconds - shop.clock.real.now().milliseconds }
        let next = min(due ?? .max, held ?? .max)
        return Int(clamping: min(max(next, 0), Int64(shop.lookMilliseconds)))
    }

    private func take(_ limit: Int) async throws -> [TakenJob] {
        let realNow = shop.clock.real.now()
        let taker = JobTaker(
            kind: kind,
            owner: shop.owner,
            now: shop.clock.now,
            realNow: realNow,
            until: realNow.adding(seconds: Int64(duty.retries.leaseSeconds))
        )
        let parkAfter = duty.retries.parkAfter ?? .max
        let (taken, parked) = try await shop.database.write { connection in
            let store = JobStore(connection)
            let jobs = try store.take(taker, limit: limit)
            // What kills every process that touches it has to stop doing so.
            let parked = jobs.filter { $0.isTakenOver && $0.failures > parkAfter }
            for job in parked {
                let hold = JobHold(id: job.id, fence: job.fence, now: realNow)
                try store.park(hold, "no process that began it came to its end")
            }
            return (jobs.filter { job in !parked.contains { $0.id == job.id } }, parked)
        }
        for job in parked { logParked(job, "no process that began it came to its end") }
        count { $0.takenOver += taken.count { $0.isTakenOver } + parked.count }
        return taken
    }

    func ended() {
        running.subtract(1, ordering: .relaxed)
    }

    func logParked(_ job: TakenJob, _ reason: String) {
        shop.log.error(
            "a job is parked",
            [
                "kind": .text(kind), "key": .text(job.key), "job": .integer(job.id.rawValue),
                "tries": .integer(Int64(job.tries)), "cause": .text(reason),
            ]
        )
    }

    /// A kind with a schedule has its one job, and at a time that can be waited for: a clock that
    /// is set back leaves due times behind that are far off.
    private func keepSchedule() async throws {
        guard let interval = duty.interval else { return }
        let (kind, key) = (kind, JobDuty.scheduledKey)
        let now = shop.clock.now
        let bound = now.adding(seconds: interval + Self.slackSeconds)
        let due = try await shop.database.read { try JobStore($0).due(kind: kind, key: key) }
        if let due, due <= bound { return }
        let payload = try JSONOutput.encode(NoPayload())
        try await shop.database.write { connection in
            let store = JobStore(connection)
            _ = try store.add(NewJob(kind: kind, key: key, payload: payload, due: now))
            try store.hasten(kind: kind, key: key, dueAfter: bound, to: now)
        }
    }
}
