/// Why there is no picture.
public enum ImageFailure: Error, Sendable, Equatable {
    /// None of the kinds that are taken, or a variant of one that nobody's camera makes.
    case unknownKind
    /// More octets or pixels than are taken.
    case tooLarge
    /// Cut short, contradicting itself, or not what its head says.
    case damaged
    /// A text that fits into no QR code, or a drawing without room.
    case doesNotFit
    /// A font that was there when the process started cannot be opened.
    case unreadableFont
    /// Too many pictures wait already; it may pass.
    case busy
}
