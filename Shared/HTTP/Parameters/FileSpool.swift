public import Basics

/// Where long files of a form are put while they come in, so that none is whole in memory.
public protocol FileSpool: Sendable {
    /// A place for one file.
    func open() async throws(SpoolFailure) -> any SpooledFile
}

/// A file outside of memory; it goes when nobody holds it any more.
public protocol SpooledFile: AnyObject, Sendable {
    /// Puts the next octets behind the others.
    func append(_ octets: Bytes) async throws(SpoolFailure)

    /// All of it, up to `limit` octets. Blocks, so it is called on a worker.
    func read(limit: Int) throws(SpoolFailure) -> Bytes
}

/// A place for files could not be had, written or read; already logged where it was met.
public struct SpoolFailure: Error, Sendable {
    /// A failure without particulars.
    public init() {}
}
