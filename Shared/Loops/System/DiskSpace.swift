import Glibc

/// How full the disk is that a path is on.
public struct DiskSpace: Sendable {
    /// What is left for us, in octets.
    public let free: Int64
    /// How much it holds.
    public let total: Int64

    /// Nil where there is no such path.
    public init?(of path: String) {
        var facts = statvfs()
        guard unsafe statvfs(path, &facts) == 0 else { return nil }
        let unit = Int64(clamping: facts.f_frsize)
        free = Int64(clamping: facts.f_bavail).multipliedReportingOverflow(by: unit).partialValue
        total = Int64(clamping: facts.f_blocks).multipliedReportingOverflow(by: unit).partialValue
    }
}
