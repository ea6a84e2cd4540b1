/// How a participant stands before a row is appended.
package struct Account: Sendable, Equatable {
    package let balance: Points
    /// The number of the change by which this balance was reached.
    package let turn: Int64
    /// Rows in the ledger.
    package let entries: Int64
    /// Friends who came by their code.
    package let invited: Int64
    package let isClosed: Bool

    package init(
        balance: Points,
        turn: Int64,
        entries: Int64,
        invited: Int64,
        isClosed: Bool
    ) {
        self.balance = balance
        self.turn = turn
        self.entries = entries
        self.invited = invited
        self.isClosed = isClosed
    }

    /// Where they stand among the balances; nil for those who take part no longer.
    package var place: Place? {
        isClosed ? nil : Place(score: balance.count, turn: turn)
    }
}
