import Basics
import ServiceKit
import Storage

extension MediaLibrary {
    /// Between two looks for files of pictures that were taken away.
    private static let removalMilliseconds = 1000
    /// Between two sweeps over the whole folder.
    private static let sweepMilliseconds: Int = 3_600_000
    /// A file without a row is an orphan when nobody has written it for so long: an upload that is
    /// still under way has its files before its row.
    package static let orphanSeconds = 3600

    /// Removes the files of pictures that are gone, as long as the process runs.
    public func sweep() async throws {
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
