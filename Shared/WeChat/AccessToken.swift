/// An access token as it came. Never prints itself.
struct AccessToken: Sendable, CustomStringConvertible, CustomReflectable {
    let text: String
    /// At most 7200; less when it was made before.
    let lastsSeconds: Int64

    var description: String { "AccessToken" }
    var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}
