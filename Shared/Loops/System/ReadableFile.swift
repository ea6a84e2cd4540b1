import Glibc

/// A file that is read in pieces, from any place. Blocking; not for a loop.
public final class ReadableFile: Sendable {
    private let descriptor: Int32
    private let path: String
    /// Its length in octets when it was opened.
    public let count: Int

    /// Opens it.
    public init(_ path: String) throws(SmallFileError) {
        self.path = path
        descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw SmallFileError(path: path, code: errno) }
        var facts = stat()
        count = unsafe fstat(descriptor, &facts) == 0 ? Int(facts.st_size) : 0
    }

    deinit {
        close(descriptor)
    }

    /// Up to `count` octets from `offset` on; none at the end.
    public func read(_ count: Int, at offset: Int) throws(SmallFileError) -> [UInt8] {
        var piece = [UInt8](repeating: 0, count: count)
        while true {
            let got = unsafe pread(descriptor, &piece, count, offset)
            if got < 0, errno == EINTR { continue }
            guard got >= 0 else { throw SmallFileError(path: path, code: errno) }
            piece.removeLast(count - got)
            return piece
        }
    }
}
