import Basics
public import Jobs
public import ServiceKit
import Storage

extension MediaLibrary {
    private static let removal = JobKind<NoPayload>("media.files.remove")
    private static let orphans = JobKind<NoPayload>(
        "media.orphans.sweep",
        retries: RetryPolicy(firstMilliseconds: 60_000, parkAfter: nil)
    )
    /// Between two sweeps over the whole folder.
    private static let sweepSeconds: Int64 = 3600
    /// A file without a row is an orphan when nobody has written it for so long: an upload that is
    /// still under way has its files before its row.
    package static let orphanSeconds = 3600

    /// Takes all pictures of an owner away, in the unit in which they go. The files follow soon, by
    /// a job.
    public static func removeAll(
        of owner: MediaOwner,
        _ jobs: JobQueue,
        in unit: UnitOfWork
    ) throws {
        try UploadStore(unit.connection).removeAll(of: owner)
        try jobs.enqueue(
            removal,
            key: "all",
            NoPayload(),
            due: unit.now,
            again: .sooner,
            in: unit
        )
    }

    /// Has the files of pictures that were taken away removed, and now and then those that nobody
    /// knows.
    public func addSweeping(to jobs: JobRunner) throws(CompositionError) {
        try jobs.on(Self.removal, atOnce: 1) { _ in
            try await removeFiles()
            return .done
        }
        try jobs.every(seconds: Self.sweepSeconds, Self.orphans) { _ in
            // A release without jobs has left its own behind.
            try await removeFiles()
            try await sweepOrphans()
            return .done
        }
    }

    /// The files of pictures that were taken away.
    package func removeFiles() async throws {
        while true {
            let files = try await database.read { try UploadStore($0).removals(100) }
            guard !files.isEmpty else { return }
            try await folder.remove(files)
            try await database.write { unit in
                for file in files { try UploadStore(unit.connection).removed(file) }
            }
        }
    }

    /// Files that a kill left between the disk and their row, or half written.
    package func sweepOrphans(olderThanSeconds age: Int = Self.orphanSeconds) async throws {
        var orphans: [String] = []
        for file in try await folder.names(olderThanSeconds: age) {
            let upload = try await database.read { try UploadStore($0).upload(withFile: file) }
            if upload == nil { orphans.append(file) }
        }
        guard !orphans.isEmpty else { return }
        try await folder.remove(orphans)
        log.notice("orphaned pictures removed", ["count": .integer(Int64(orphans.count))])
    }
}
