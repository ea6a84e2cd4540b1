/// What WeChat thinks of a text or a picture.
public struct ContentVerdict: Sendable, Equatable {
    /// What to do with it.
    public enum Suggestion: String, Sendable, CaseIterable {
        case pass
        /// Let a person look.
        case review
        case risky
    }

    /// What to do with it.
    public let suggestion: Suggestion
    /// 100 is fine; 10001 advertising, 20001 politics, 20002 pornography and so on.
    public let label: Int64

    /// A verdict made of its parts.
    public init(_ suggestion: Suggestion, label: Int64) {
        self.suggestion = suggestion
        self.label = label
    }
}
