public import Basics

/// Where the money of a fund, or of a merchant account, is.
public struct MoneyReport: Sendable, Equatable {
    /// What has come in.
    public var paidIn = Money.zero
    /// What the payers have again.
    public var refunded = Money.zero
    /// What is on its way back to them, or is to go.
    public var refunding = Money.zero
    /// What receivers have.
    public var paidOut = Money.zero
    /// What is on its way to them, or is to go.
    public var payingOut = Money.zero
    /// What is left.
    public var held = Money.zero

    /// Whether what came in is all somewhere.
    public var addsUp: Bool {
        let parts = [refunded, refunding, paidOut, payingOut, held]
        var sum = Money.zero
        for part in parts {
            guard part >= .zero, let next = sum.adding(part) else { return false }
            sum = next
        }
        return sum == paidIn
    }
}
