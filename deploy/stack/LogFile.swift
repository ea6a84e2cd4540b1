import FoundationEssentials
import Glibc

/// Where a process writes what it has to say.
struct LogFile {
    let path: String

    private static let rotateAboveBytes: UInt64 = 20 << 20
    private static let tailBytes: UInt64 = 16 << 10

    /// Keeps a long file aside as `….1`, in place of the one before.
    func rotate() {
        if size > Self.rotateAboveBytes { _ = unsafe rename(path, "\(path).1") }
    }

    /// Its length in octets, 0 when there is none.
    var size: UInt64 {
        var facts = stat()
        return unsafe stat(path, &facts) == 0 ? UInt64(clamping: facts.st_size) : 0
    }

    /// At most the last `count` lines that were written after the first `start` octets.
    func lastLines(_ count: Int, after start: UInt64) -> [String] {
        guard let data = try? Data(contentsOf: URL(filePath: path), options: .alwaysMapped) else {
            return []
        }
        let length = UInt64(data.count)
        let first = max(min(start, length), length - min(length, Self.tailBytes))
        let lines = data.suffix(Int(length - first)).split(separator: UInt8(ascii: "\n"))
        return lines.suffix(count).map { String(decoding: $0, as: UTF8.self) }
    }
}
