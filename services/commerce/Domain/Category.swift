public import Basics

/// What merchants are sorted under.
public struct Category: Sendable, Equatable {
    /// Our number.
    public let id: ID<Category>
    /// What the operator calls it.
    public let ref: String
    /// Nil at the top.
    public let parent: ID<Category>?
    /// As people see it.
    public let name: String
    /// The file of its picture; empty for none.
    public let icon: String
    /// Smaller ones stand first.
    public let place: Int64
    /// Whether it is shown.
    public let isOn: Bool

    /// So many stand above each other at most.
    public static let mostLevels = 3
    /// So many there are at most: they are read as a whole.
    public static let mostCategories: Int64 = 2_000

    /// A category of its parts.
    public init(
        id: ID<Category>,
        ref: String,
        parent: ID<Category>?,
        name: String,
        icon: String,
        place: Int64,
        isOn: Bool
    ) {
        self.id = id
        self.ref = ref
        self.parent = parent
        self.name = name
        self.icon = icon
        self.place = place
        self.isOn = isOn
    }
}
