/// A return code with the words beside it, as one contract's table lists it.
public struct Code: Sendable, Equatable {
    /// What programs look at.
    public let number: Int
    /// What people read: Chinese on the contracts, English between our processes.
    public let text: String
    /// The code in snake case; shown by ``InternalContract`` alone.
    public let name: String

    /// A line of a contract's table.
    public init(_ number: Int, _ text: String, name: String = "") {
        self.number = number
        self.text = text
        self.name = name
    }
}
