import Basics
import PlayBundle

/// The playground's own files and the sample mini-program, as they are in the executable.
enum PlayFiles {
    /// By name: `runtime/phone.js`, `app/app.json`.
    private static let all: [String: Int] = Dictionary(
        uniqueKeysWithValues: (0..<play_bundle_count()).map { index in
            (unsafe String(cString: play_bundle_name(index)), index)
        }
    )

    static func names(in folder: String) -> [String] {
        let start = folder + "/"
        return all.keys.filter { $0.hasPrefix(start) }.map { String($0.dropFirst(start.count)) }
            .sorted()
    }

    static func bytes(of name: String) -> Bytes? {
        all[name].map { index in
            let start = unsafe play_bundle_bytes(index)
            return unsafe Bytes(
                UnsafeBufferPointer(start: start, count: play_bundle_size(index))
            )
        }
    }
}

extension Play {
    /// The files of the mini-program: paths from its own folder on.
    func names() -> [String] {
        folder.map { PlayFolder($0).names() } ?? PlayFiles.names(in: "app")
    }

    func bytes(of name: String) -> Bytes? {
        guard let folder else { return PlayFiles.bytes(of: "app/\(name)") }
        return PlayFolder(folder).bytes(of: name)
    }
}
