/// How a text or picture stands that a user wants to show.
public enum ContentState: String, Sendable, CaseIterable {
    /// It may be shown.
    case pass
    /// It may not.
    case risky
    /// A person has to look.
    case review
    /// WeChat is still looking; nobody else may see it.
    case pending
}
