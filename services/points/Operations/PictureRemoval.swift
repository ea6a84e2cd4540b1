import Basics
import PointsDomain
import ServiceKit
import Storage

/// What becomes of somebody's pictures when their account is closed, and of files that nobody needs.
enum PictureRemoval {
    /// Takes pictures and audits of somebody away, in the unit that closes their account. The files
    /// go soon after, by ``PointsService/sweepPictures()``.
    static func forget(
        _ owner: ID<Participant>,
        in connection: Connection,
        at time: UnixTime
    ) throws {
        try AuditStore(connection).forget(owner, at: time)
        try UploadStore(connection).removeAll(of: owner)
    }
}

extension PointsService {
    /// Between two looks for files of pictures that were taken away.
    private static let removalMilliseconds = 1000
    /// Between two sweeps over the whole folder.
    private static let sweepMilliseconds: Int = 3_600_000
    /// A file without a row is an orphan when nobody has written it for so long: an upload that is
    /// still under way has its files before its row.
    private static let orphanSeconds = 3600

    /// Removes files as long as the process runs.
    func sweepPictures() async throws {
        var untilSweep = 0
        while true {
            do {
                try await removeFiles()
                if untilSweep <= 0 {
                    try await sweepOrphans()
                    untilSweep = Self.sweepMilliseconds
                }
            } catch {
                log.error("pictures cannot be removed", ["cause": .text("\(error)")])
            }
            guard await Pause.milliseconds(Self.removalMilliseconds) else { return }
            untilSweep -= Self.removalMilliseconds
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
