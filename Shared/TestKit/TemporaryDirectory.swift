import FoundationEssentials
import Glibc

/// A fresh directory of mode 0700 that is removed, with all in it, when nobody holds it any more.
///
/// It lies in `/tmp` whatever `TMPDIR` says: the address of a Unix socket has room for 107 octets.
public final class TemporaryDirectory: Sendable {
    /// The absolute path, without a final slash.
    public let path: String

    /// Makes the directory.
    /// - Throws: `CannotMakeDirectory` with the `errno`.
    public init() throws(CannotMakeDirectory) {
        var template = Array("/tmp/kumquat-XXXXXX".utf8CString)
        guard unsafe mkdtemp(&template) != nil else {
            throw CannotMakeDirectory(errno: errno)
        }
        path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    deinit {
        // A database that closes meanwhile takes its log away under the remover's hands.
        var tries = 5
        while tries > 0, (try? FileManager.default.removeItem(atPath: path)) == nil { tries -= 1 }
    }

    /// The path of `name` inside the directory.
    public func file(_ name: String) -> String { "\(path)/\(name)" }
}

/// The system's temporary folder takes no new directory.
public struct CannotMakeDirectory: Error {
    /// What `mkdtemp` said.
    public let errno: Int32
}
