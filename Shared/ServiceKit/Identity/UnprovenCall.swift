/// Why the proof of a call between our processes is no good. Something that an operator has to mend:
/// whoever called at the gateway has done nothing wrong.
public enum UnprovenCall: Sendable, Equatable, CustomStringConvertible {
    /// There is none, or it was made with a key that we do not have.
    case key
    /// It was made so many seconds before our clock's time; after it where that is negative.
    case clock(secondsAway: Int64)

    /// What stands in ``InternalHeader/unproven``: `key`, `clock 45`.
    public var description: String {
        switch self {
        case .key: "key"
        case .clock(let seconds): "clock \(seconds)"
        }
    }

    /// Reads the same; nil for anything else.
    public init?(_ text: String) {
        let words = text.split(separator: " ")
        switch (words.first, words.count) {
        case ("key", 1): self = .key
        case ("clock", 2):
            guard let seconds = Int64(words[1]) else { return nil }
            self = .clock(secondsAway: seconds)
        default: return nil
        }
    }

    /// The same in words, for a line of the log.
    public var words: String {
        switch self {
        case .key: "no key of KUMQUAT_INTERNAL_KEYS is common to both"
        case .clock(let seconds):
            "the clock there is \(seconds.magnitude) s \(seconds > 0 ? "behind" : "ahead of") ours"
        }
    }

    /// Its word in metrics.
    public var cause: String {
        switch self {
        case .key: "key"
        case .clock: "clock"
        }
    }
}
