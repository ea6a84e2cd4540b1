/// The fonts that a text is written in: every character in the first of them that has it.
public struct Font: Sendable, Equatable {
    /// The files of them (TrueType, OpenType; of a collection its first font).
    public let paths: [String]

    /// Looks whether they can be used. Blocks; for the start of a process.
    public init(_ paths: [String]) throws(FontProblem) {
        self.paths = paths
        _ = try Typesetter(opening: paths)
    }
}

/// A font that cannot be used.
public struct FontProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, with the file's path.
    public let description: String
}
