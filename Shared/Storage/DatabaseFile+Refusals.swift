import Basics
import Glibc
import Loops

/// What a process does not start on: a file that was damaged, lost, or is somebody else's.
///
/// A file that was lost is told from one that never was by a small one beside it, made once the
/// schema is on disk. Where that stands no new database is made: an empty one in the place of a
/// lost one would look like a service that nobody has used yet.
extension DatabaseFile {
    private var marker: String { path + "-made" }

    /// To be asked before the file itself is looked at: another replica may be making both.
    var wasMade: Bool { SmallFile.exists(marker) }

    /// Notes that there is a database here from now on.
    func noteMade() throws(StorageError) {
        guard !wasMade else { return }
        let text = "There is a database beside this file. Without both an empty one is made.\n"
        do {
            _ = try SmallFile.create(marker, Bytes(text.utf8))
        } catch {
            throw .cannotOpen("\(error)")
        }
        Self.synchroniseDirectory(of: path)
    }

    func lost(_ how: String) -> StorageError {
        .cannotOpen(
            "\(path) is \(how), but was in use: restore a backup, or remove \(marker), too"
        )
    }

    /// Before the first migration: a file that has tables, but none of ours, and one whose tables
    /// were in a write-ahead log that is gone.
    func refuseStranger(_ handle: SQLiteConnection, clock: Clock) throws {
        let wasMade = wasMade
        let connection = Connection(handle: handle, clock: clock)
        let tables = try connection.all("SELECT name FROM sqlite_schema WHERE type = 'table'") {
            try $0.text(0)
        }
        guard !tables.contains("schema_migration") else { return }
        guard tables.isEmpty else {
            throw StorageError.cannotOpen("\(path) is another program's database")
        }
        if wasMade { throw lost("without its tables") }
    }

    /// Small files are checked completely before they are used.
    func refuseDamage(_ handle: SQLiteConnection, clock: Clock) throws {
        guard let size = Self.size(of: path), size <= options.checkedBytes else { return }
        let connection = Connection(handle: handle, clock: clock)
        let sound = try connection.first("PRAGMA quick_check(1)") { try $0.text(0) == "ok" }
        guard sound == true else { throw StorageError.corrupt }
    }
}
