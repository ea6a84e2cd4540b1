/// How often one address may call, beside what holds for each identity.
public enum RateClass: String, Sendable {
    /// Each call costs a question to WeChat.
    case logins
    /// Says something about others than the caller.
    case lookups
    /// Wins something: one machine must not play for a crowd.
    case digs
}
