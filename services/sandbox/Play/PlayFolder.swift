import Basics
import FoundationEssentials

/// A mini-program on the disk, read anew each time so that what is edited is what runs. Nothing but
/// ordinary files below the folder is seen: no link is followed, and nothing whose name begins with
/// a dot.
struct PlayFolder: Sendable {
    static let maximumFiles = 2_000
    static let maximumBytes = 4 << 20
    private static let unseen: Set<String> = ["node_modules"]

    private let path: String

    init(_ path: String) {
        self.path = path
    }

    /// Paths from the folder on, in their order.
    func names() -> [String] {
        var found: [String] = []
        walk("", depth: 0, into: &found)
        return found.sorted()
    }

    /// A file by such a path; nil for every other one. Mapped, so that a large one is never read.
    func bytes(of name: String) -> Bytes? {
        guard kind(of: name) == .typeRegular, !leavesFolder(name),
            let data = try? Data(
                contentsOf: URL(filePath: "\(path)/\(name)"),
                options: .alwaysMapped
            ),
            data.count <= Self.maximumBytes
        else { return nil }
        return Bytes(data)
    }

    func text(of name: String) -> String? {
        bytes(of: name).flatMap { String(validating: $0, as: UTF8.self) }
    }

    /// Whether a part of the way is no folder of this one's own.
    private func leavesFolder(_ name: String) -> Bool {
        let parts = name.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") && !$0.utf8.contains(0) }) else {
            return true
        }
        return parts.indices.dropFirst().contains { end in
            kind(of: parts[..<end].joined(separator: "/")) != .typeDirectory
        }
    }

    private func walk(_ folder: String, depth: Int, into found: inout [String]) {
        guard depth < PlayRoutes.maximumDepth else { return }
        let place = folder.isEmpty ? path : "\(path)/\(folder)"
        let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
        for name in names where !name.hasPrefix(".") && !Self.unseen.contains(name) {
            guard found.count < Self.maximumFiles else { return }
            let inside = folder.isEmpty ? name : "\(folder)/\(name)"
            switch kind(of: inside) {
            case .typeDirectory: walk(inside, depth: depth + 1, into: &found)
            case .typeRegular: found.append(inside)
            default: continue
            }
        }
    }

    /// What stands there itself: a link is a link.
    private func kind(of name: String) -> FileAttributeType? {
        attributes(of: name)?[.type] as? FileAttributeType
    }

    private func attributes(of name: String) -> [FileAttributeKey: Any]? {
        try? FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
    }
}
