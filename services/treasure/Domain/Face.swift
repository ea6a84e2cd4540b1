/// Somebody as others are shown them.
package struct Face: Sendable, Equatable, Codable {
    /// Empty where none is known.
    package let name: String
    /// The address of a picture; empty where none is known.
    package let avatar: String

    package init(name: String, avatar: String) {
        self.name = name
        self.avatar = avatar
    }
}
