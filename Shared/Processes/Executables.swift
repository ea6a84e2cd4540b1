import FoundationEssentials

/// Where the build put the executables: beside the one that runs.
public enum Executables {
    /// An absolute path, without a final slash.
    public static let directory: String = {
        let path = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
        guard let path, let slash = path.lastIndex(of: "/") else { return "." }
        return String(path[..<slash])
    }()
}
