public import Basics
public import Storage

/// Whose a picture is: the number of an identity or of an account, as the service has it, or the
/// house's own.
public struct MediaOwner: Hashable, Sendable {
    /// As it stands in the table.
    public let number: Int64

    /// The house: what the back office shows. No limits hold for it.
    public static let house = MediaOwner(number: 0)

    /// Somebody, by the number by which this service knows people. None of ours is 0.
    public init<Owner>(_ id: ID<Owner>) {
        number = id.rawValue
    }

    init(number: Int64) {
        self.number = number
    }
}

extension MediaOwner: Bindable {
    /// An `INT64`.
    public var binding: Binding { .integer(number) }
}
