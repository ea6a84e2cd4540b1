public import Storage

/// Why a process's file cannot be used, and which one that is.
public struct DatabaseProblem: Error, CustomStringConvertible {
    /// The file.
    public let path: String
    /// What is wrong with it.
    public let error: StorageError

    public var description: String { "\(path): \(error)" }
}
