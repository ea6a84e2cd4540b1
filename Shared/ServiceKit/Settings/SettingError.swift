/// A setting that stops the start, in one line that names it and never shows a secret.
public struct SettingError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The line.
    public let description: String

    /// A problem with one variable: `KUMQUAT_PORT: must be …`.
    public init(_ key: SettingKey, _ problem: String) {
        description = "\(key.rawValue): \(problem)"
    }

    init(name: String, _ problem: String) {
        description = "\(name): \(problem)"
    }
}
