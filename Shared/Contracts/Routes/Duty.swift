/// What an operator of the back office is there for. An endpoint of the back office names those
/// that may call it.
public enum Duty: String, Sendable, CaseIterable {
    /// Looks at figures, appoints people, flips switches.
    case owner
    /// Finds people, explains, bans, logs out, corrects small things.
    case support
    /// Refunds, payouts, reconciliation, exports.
    case finance
    /// Judges medical pictures, by case number alone.
    case auditor
    /// Merchants, goods, tasks, texts and pictures; no money.
    case editor
    /// Runs one merchant.
    case manager
    /// Redeems at the counter of one merchant.
    case clerk
    /// Looks after the machines; no personal data.
    case `operator`
    /// Looks, and changes nothing.
    case viewer
}
