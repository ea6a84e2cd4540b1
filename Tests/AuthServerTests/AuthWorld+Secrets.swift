import Basics
import FoundationEssentials
import ServiceKit
import TestKit

extension AuthWorld {
    /// Whether any of these stands in the database or its log, as it lies on the disk.
    func fileContains(_ parts: [Bytes]) throws -> Bool {
        for end in ["", "-wal"] {
            let path = "\(directory.path)/auth.sqlite\(end)"
            let octets = Bytes(try Data(contentsOf: URL(filePath: path)))
            if Self.contains(octets, anyOf: parts) { return true }
        }
        return false
    }

    /// Whether any of these was logged.
    func logContains(_ parts: [Bytes]) -> Bool {
        Self.contains(Bytes(world.lines.all.joined(separator: "\n").utf8), anyOf: parts)
    }

    /// One pass for all parts.
    private static func contains(_ octets: Bytes, anyOf parts: [Bytes]) -> Bool {
        var starts = [Bool](repeating: false, count: 256)
        for part in parts { if let first = part.first { starts[Int(first)] = true } }
        return octets.indices.contains { start in
            starts[Int(octets[start])] && parts.contains { octets[start...].starts(with: $0) }
        }
    }
}
