import Glibc

/// A file without a name, for what is too long for memory: it is gone when nobody holds it, and
/// when the process ends, however it ends. Blocking; not for a loop.
public final class ScratchFile: Sendable {
    private let descriptor: Int32
    private let path: String

    /// A new one on the disk of `directory`; `name` is nobody else's and seen for a moment only.
    public init(in directory: String, name: String) throws(SmallFileError) {
        path = "\(directory)/\(name)"
        descriptor = unsafe open(path, O_RDWR | O_CREAT | O_EXCL | O_APPEND | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw SmallFileError(path: path, code: errno) }
        unsafe unlink(path)
    }

    deinit {
        close(descriptor)
    }

    /// Writes behind what is there.
    public func append(_ octets: [UInt8]) throws(SmallFileError) {
        guard let code = FileDescriptor.append(octets, to: descriptor) else { return }
        throw SmallFileError(path: path, code: code)
    }

    /// All of it, up to `limit` octets.
    public func read(limit: Int) throws(SmallFileError) -> [UInt8] {
        var content: [UInt8] = []
        var piece = [UInt8](repeating: 0, count: 256 * 1024)
        while true {
            let count = unsafe pread(descriptor, &piece, piece.count, content.count)
            if count == 0 { return content }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { throw SmallFileError(path: path, code: errno) }
            guard content.count + count <= limit else {
                throw SmallFileError(path: path, code: EFBIG)
            }
            content.append(contentsOf: piece[..<count])
        }
    }
}

extension FileDescriptor {
    /// Writes all octets to a file; else the value of `errno`.
    static func append(_ octets: [UInt8], to descriptor: Int32) -> Int32? {
        var start = 0
        while start < octets.count {
            let written = unsafe octets.withUnsafeBytes { buffer in
                unsafe Glibc.write(
                    descriptor,
                    buffer.baseAddress.map { unsafe $0 + start },
                    buffer.count - start
                )
            }
            if written >= 0 {
                start += written
            } else if errno != EINTR {
                return errno
            }
        }
        return nil
    }
}
