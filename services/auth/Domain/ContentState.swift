/// How a text or picture stands that a user wants to show.
package enum ContentState: String, Sendable, CaseIterable {
    case pass
    case risky
    /// A person has to look.
    case review
    /// WeChat is still looking; nobody else may see it.
    case pending
}
