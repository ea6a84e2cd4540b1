import Basics
import Glibc
import Loops

/// The one that writes: a thread of its own, with a connection of its own.
///
/// It takes everything that has queued up, runs one unit after the other, commits once, and then
/// tells all callers. `handle` is the thread's alone from `start` on.
final class Writer: @unchecked Sendable {
    private let handle: SQLiteConnection
    private let queue: WriteQueue
    private let state: SharedWriterState
    private let options: DatabaseOptions
    private let connection: Connection
    private var log: WALCheckpointer

    init(
        _ handle: SQLiteConnection,
        of file: DatabaseFile,
        queue: WriteQueue,
        state: SharedWriterState,
        clock: Clock
    ) {
        self.handle = handle
        self.queue = queue
        self.state = state
        options = file.options
        connection = Connection(handle: handle, clock: clock)
        log = WALCheckpointer(file)
    }

    /// Starts the thread. It ends when the queue is closed and empty.
    func start() throws(StorageError) {
        do {
            try Thread.start("writer") { self.run() }
        } catch {
            throw .fault(code: error.code)
        }
    }

    private func run() {
        var isHealthy = true
        while let batch = queue.take(
            upTo: options.batchLimit,
            waiting: isHealthy ? nil : options.probeMilliseconds
        ) {
            if batch.isEmpty {
                if !isHealthy { probe() }
            } else {
                write(batch)
            }
            isHealthy = state.with { $0.isHealthy }
            keepLogShort(isHealthy: isHealthy)
        }
        // Whatever is left in the log is found again at the next start.
        _ = try? handle.checkpoint(truncating: true)
        handle.close()
        let closers = state.with { state in
            state.hasEnded = true
            defer { state.closers = [] }
            return state.closers
        }
        for closer in closers { closer.resume() }
    }

    /// A transaction that changes nothing but has to reach the disk.
    private func probe() {
        do {
            try handle.beginWriting()
            try connection.run("UPDATE id_sequence SET last = last + 1 WHERE one = 1")
            try handle.commit()
            state.with { $0.isHealthy = true }
        } catch {
            handle.rollBack()
        }
    }

    private func keepLogShort(isHealthy: Bool) {
        let pages = handle.logPages
        guard isHealthy ? log.isDue(pages) : log.isWorthATry() else { return }
        let result = try? handle.checkpoint()
        log.note(result, of: pages)
        guard let result else { return }
        state.with {
            $0.metrics.checkpoints += 1
            $0.metrics.logPages = result.pages
        }
    }
}

// MARK: - Batches

extension Writer {
    private func write(_ batch: [WriteUnit]) {
        state.with {
            $0.metrics.noteBatch(batch.count)
            if let planned = $0.planned {
                handle.plannedFault = planned
                $0.planned = nil
            }
        }
        guard batch.count > 1 else { return batch.forEach(writeAlone) }
        var outcome = writeTogether(batch, apart: false)
        if case .spoilt = outcome { outcome = writeTogether(batch, apart: true) }
        switch outcome {
        case .committed: tell(batch, nil)
        case .failed(let error): tell(batch, error)
        case .spoilt, .lost: batch.forEach(writeAlone)
        }
    }

    private enum Outcome {
        case committed
        /// Nothing of it is in the file, and trying at once would not help.
        case failed(StorageError)
        /// Nothing of it is in the file: a unit was refused after it had written.
        case spoilt
        /// Nothing of it is in the file; each unit may still succeed without the others.
        case lost
    }

    /// All in one transaction. `apart`, each in a savepoint, which can be taken back by itself but
    /// copies every page that the unit writes to: only when one has to be.
    private func writeTogether(_ batch: [WriteUnit], apart: Bool) -> Outcome {
        do throws(StorageError) {
            try handle.beginWriting()
        } catch {
            handle.rollBack()
            note(error)
            return .failed(error)
        }
        do throws(StorageError) {
            for unit in batch {
                if apart { try handle.beginUnit() }
                let changes = handle.totalChanges
                let refused = unit.run(connection) != nil
                // The unit may have swallowed the end of the transaction.
                if let lost = handle.lostTransaction { throw lost }
                if apart {
                    if refused { try handle.rollBackUnit() }
                    try handle.endUnit()
                } else if refused, handle.totalChanges != changes {
                    handle.rollBack()
                    return .spoilt
                }
            }
        } catch {
            handle.rollBack()
            return .lost
        }
        guard let error = commit() else { return .committed }
        return error == .full ? .lost : .failed(error)
    }

    /// One unit in a transaction of its own: only it is told of its failure.
    private func writeAlone(_ unit: WriteUnit) {
        do throws(StorageError) {
            try handle.beginWriting()
        } catch {
            handle.rollBack()
            note(error)
            return unit.finish(error)
        }
        let refusal = unit.run(connection)
        if let error = handle.lostTransaction {
            handle.rollBack()
            note(error)
            return unit.finish(error)
        }
        if let refusal {
            handle.rollBack()
            if let error = refusal as? StorageError { note(error) }
            return unit.finish(refusal)
        }
        unit.finish(commit())
    }

    /// Answers why it did not come to be; the transaction is over in any case.
    private func commit() -> StorageError? {
        let injected: StorageFault? = state.with { state in
            guard state.injected.count > 0 else { return nil }
            state.injected.count -= 1
            return state.injected.fault
        }
        let start = SystemTime.monotonicNanoseconds()
        var failure: StorageError?
        do throws(StorageError) {
            if let injected { throw injected.error }
            try handle.commit()
        } catch {
            handle.rollBack()
            failure = error
        }
        let duration = SystemTime.monotonicNanoseconds() - start
        state.with { $0.metrics.noteCommit(nanoseconds: duration, failed: failure != nil) }
        if let failure { note(failure) } else { state.with { $0.isHealthy = true } }
        return failure
    }

    private func note(_ error: StorageError) {
        guard error == .full || error == .inputOutput else { return }
        state.with { $0.isHealthy = false }
    }

    /// Wakes each loop once, however many of its callers are told.
    private func tell(_ batch: [WriteUnit], _ error: StorageError?) {
        var byLoop: [ObjectIdentifier: (loop: EventLoop, units: [WriteUnit])] = [:]
        for unit in batch {
            if let loop = unit.loop {
                byLoop[ObjectIdentifier(loop), default: (loop, [])].units.append(unit)
            } else {
                unit.finish(error)
            }
        }
        for (loop, units) in byLoop.values {
            loop.execute { for unit in units { unit.finish(error) } }
        }
    }
}
