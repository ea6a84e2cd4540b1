import Basics
import FoundationEssentials
import Glibc

/// Small files, whole.
public enum TextFile {
    /// There is no such file, or it cannot be read.
    public struct NotReadable: Error {
        let path: String
    }

    /// What stands in the file at `path`; octets that are no UTF-8 are replaced. Not by way of
    /// `Data`, which loses memory on a file that is still empty.
    public static func read(_ path: String) throws -> String {
        let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw NotReadable(path: path) }
        defer { _ = close(descriptor) }
        var text: Bytes = []
        var piece = Bytes(repeating: 0, count: 64 << 10)
        while true {
            let count = unsafe piece.withUnsafeMutableBytes {
                unsafe Glibc.read(descriptor, $0.baseAddress, $0.count)
            }
            guard count >= 0 else { throw NotReadable(path: path) }
            if count == 0 { return String(decoding: text, as: UTF8.self) }
            text += piece[..<count]
        }
    }

    /// Puts `text` behind what stands in the file at `path`, which is made if there is none.
    public static func append(_ text: String, to path: String) throws {
        let flags = O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC
        let descriptor = unsafe open(path, flags, 0o644)
        guard descriptor >= 0 else { throw NotReadable(path: path) }
        defer { _ = close(descriptor) }
        let bytes = Bytes(text.utf8)
        let count = unsafe bytes.withUnsafeBytes {
            unsafe Glibc.write(descriptor, $0.baseAddress, $0.count)
        }
        guard count == bytes.count else { throw NotReadable(path: path) }
    }

    /// Puts `text` into the file at `path`.
    public static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
