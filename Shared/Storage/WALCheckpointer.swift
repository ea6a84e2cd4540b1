import Basics
import Glibc

/// When the write-ahead log is to be moved into the file: when it is long, and earlier where the
/// disk has no room for a long one.
///
/// A log that was moved is written from its beginning again, in the room that it has: so a disk
/// that the log itself has filled takes writes again.
struct WALCheckpointer {
    private let file: DatabaseFile
    /// Pages of a long log.
    private let limit: Int32
    /// Length at which it is moved.
    private var dueAt: Int32
    /// Length at which the disk is looked at.
    private var lookAt: Int32
    private var triedAt: UInt64 = 0

    init(_ file: DatabaseFile) {
        self.file = file
        limit = file.options.checkpointPages
        dueAt = limit
        lookAt = limit / 16
    }

    /// After every batch: whether a log of so many pages is to be moved.
    mutating func isDue(_ pages: Int32) -> Bool {
        if pages >= dueAt { return true }
        guard pages >= lookAt else { return false }
        lookAt = pages + limit / 16
        return hasLittleRoom
    }

    /// While writes fail: every now and then, it may be that the log has the room that they need.
    mutating func isWorthATry() -> Bool {
        let now = SystemTime.monotonicNanoseconds()
        let pause = UInt64(file.options.probeMilliseconds) * 1_000_000
        guard now >= triedAt + pause else { return false }
        triedAt = now
        return true
    }

    /// What came of it; nil if it failed with a log of so many pages. A long read (a backup) holds
    /// the rest back, a full disk all of it: tried again when a good deal has been added.
    mutating func note(_ result: (pages: Int32, moved: Int32)?, of pages: Int32) {
        let rest = result.map { $0.pages == $0.moved ? 0 : $0.pages } ?? pages
        dueAt = rest + limit / (rest == 0 ? 1 : 4)
        lookAt = rest + limit / 16
    }

    private var hasLittleRoom: Bool {
        var facts = statvfs()
        guard unsafe statvfs(file.path, &facts) == 0 else { return false }
        let room = UInt64(facts.f_bavail) * UInt64(facts.f_frsize)
        return room < UInt64(limit) * UInt64(file.options.pageOctets)
    }
}
