/// How a participant stands before a row is appended.
package struct Account: Sendable, Equatable {
    package let balance: Points
    /// Rows in the ledger.
    package let entries: Int64
    /// Friends who came by their code.
    package let invited: Int64
    package let isClosed: Bool

    package init(balance: Points, entries: Int64, invited: Int64, isClosed: Bool) {
        self.balance = balance
        self.entries = entries
        self.invited = invited
        self.isClosed = isClosed
    }
}
