extension TreasureTask {
    /// How far it has come. Every step is a conditional update of the state before.
    ///
    /// ```
    /// draft ──────────────► open ──► ended ──► settled
    /// awaiting_payment ───►
    /// ```
    /// A draft and one that waits for its money may end, too: refused, or never paid.
    package enum State: String, Sendable, CaseIterable {
        /// Goods that the content check has not passed yet.
        case draft
        /// A red packet whose money has not come yet.
        case awaitingPayment = "awaiting_payment"
        /// It can be dug, once the content check has passed it.
        case open
        /// Nobody digs any more; prizes may still be claimed, money may still be on its way.
        case ended
        /// Nothing of it is left to do.
        case settled

        /// Whether it has ended, in whatever way.
        package var isOver: Bool { self == .ended || self == .settled }
    }

    /// Why it has ended.
    package enum EndReason: String, Sendable, CaseIterable {
        /// The last prize was found.
        case found
        /// Its publisher wanted that.
        case publisher
        /// Its time was over.
        case time
        /// Nobody paid it in time.
        case unpaid
        /// Its texts or its picture may not be shown.
        case refused
        /// The back office has taken it away.
        case blocked
        /// The back office has ended it.
        case office
        /// The account of its publisher is deleted.
        case deleted
    }
}
