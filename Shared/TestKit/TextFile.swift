import FoundationEssentials

/// Small files, whole.
public enum TextFile {
    /// What stands in the file at `path`; octets that are no UTF-8 are replaced.
    public static func read(_ path: String) throws -> String {
        String(decoding: try Data(contentsOf: URL(filePath: path)), as: UTF8.self)
    }

    /// Puts `text` into the file at `path`.
    public static func write(_ text: String, to path: String) throws {
        try Data(text.utf8).write(to: URL(filePath: path))
    }
}
