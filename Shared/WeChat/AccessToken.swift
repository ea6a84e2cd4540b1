/// An access token as it came. Never prints itself.
public struct AccessToken: Sendable, CustomStringConvertible, CustomReflectable {
    /// The token itself.
    public let text: String
    /// At most 7200; less when it was made before.
    public let lastsSeconds: Int64

    /// WeChat has a new token ready that long before the end of the old one.
    public static let spareSeconds: Int64 = 300

    /// A token of its parts.
    public init(text: String, lastsSeconds: Int64) {
        self.text = text
        self.lastsSeconds = lastsSeconds
    }

    public var description: String { "AccessToken" }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
