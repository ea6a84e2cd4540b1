import Basics
import Jobs
import PointsDomain
import ServiceKit
import Storage

/// What becomes of somebody's pictures when their account is closed, and of files that nobody needs.
enum PictureRemoval {
    static let files = JobKind<NoPayload>("media.files.remove")
    static let orphans = JobKind<NoPayload>(
        "media.orphans.sweep",
        retries: RetryPolicy(firstMilliseconds: 60_000, parkAfter: nil)
    )

    /// Takes pictures and audits of somebody away, in the unit that closes their account. The files
    /// go soon after, by ``PointsService/removeFiles()``.
    static func forget(
        _ owner: ID<Participant>,
        _ jobs: JobQueue,
        in unit: UnitOfWork,
        at time: UnixTime
    ) throws {
        try AuditStore(unit.connection).forget(owner, at: time)
        try UploadStore(unit.connection).removeAll(of: owner)
        try jobs.enqueue(
            files,
            key: "all",
            NoPayload(),
            due: unit.now,
            again: .sooner,
            in: unit
        )
    }
}

extension PointsService {
    /// Between two sweeps over the whole folder.
    private static let sweepSeconds: Int64 = 3600
    /// A file without a row is an orphan when nobody has written it for so long: an upload that is
    /// still under way has its files before its row.
    private static let orphanSeconds = 3600

    /// Removes the files of pictures that were taken away, and now and then those that nobody
    /// knows.
    func addPictureRemoval() throws(CompositionError) {
        try jobs.on(PictureRemoval.files, atOnce: 1) { _ in
            try await removeFiles()
            return .done
        }
        try jobs.every(seconds: Self.sweepSeconds, PictureRemoval.orphans) { _ in
            // A release without jobs has left its own behind.
            try await removeFiles()
            try await sweepOrphans()
            return .done
        }
    }

    /// The files of pictures that were taken away.
    func removeFiles() async throws {
        while true {
            let files = try await database.read { try UploadStore($0).removals(100) }
            guard !files.isEmpty else { return }
            try await uploads.folder.remove(files)
            try await database.write { unit in
                for file in files { try UploadStore(unit.connection).removed(file) }
            }
        }
    }

    /// Files that a kill left between the disk and their row, or half written.
    func sweepOrphans(olderThanSeconds age: Int = orphanSeconds) async throws {
        var orphans: [String] = []
        for file in try await uploads.folder.names(olderThanSeconds: age) {
            let name = String(file.prefix { $0 != "." })
            let upload = try await database.read { try UploadStore($0).upload(named: name) }
            if upload?.file != file, upload?.thumbnail != file { orphans.append(file) }
        }
        guard !orphans.isEmpty else { return }
        try await uploads.folder.remove(orphans)
        log.notice("orphaned pictures removed", ["count": .integer(Int64(orphans.count))])
    }
}
