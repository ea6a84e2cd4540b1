package import Basics

/// One of the prizes of a task.
package struct Prize: Sendable, Equatable {
    package let id: ID<Prize>
    package let task: ID<TreasureTask>
    /// Counted from 1, from above.
    package let number: Int64
    /// The dig that finds it. Nobody is told before the task has ended.
    package let depth: Int64
    package let state: State
    /// Who has found it; nil as long as it is buried.
    package let winner: ID<User>?
    /// When it was found.
    package let wonAt: UnixTime?

    package init(
        id: ID<Prize>,
        task: ID<TreasureTask>,
        number: Int64,
        depth: Int64,
        state: State,
        winner: ID<User>?,
        wonAt: UnixTime?
    ) {
        self.id = id
        self.task = task
        self.number = number
        self.depth = depth
        self.state = state
        self.winner = winner
        self.wonAt = wonAt
    }

    /// How far it has come. Every step is a conditional update of the state before.
    ///
    /// ```
    /// buried ──► undrawn ◄─► drawing ──► drawn
    ///    ▼          ▼
    ///  unwon     lapsed ──► refunded
    /// ```
    package enum State: String, Sendable, CaseIterable {
        /// Nobody has found it yet.
        case buried
        /// Found, and not claimed; also a red packet whose transfer came to nothing.
        case undrawn
        /// Claimed on site and not redeemed, or the red packet is on its way.
        case drawing
        /// Handed over: the address is there, the code was redeemed, the transfer has succeeded.
        case drawn
        /// Nobody has claimed it in time.
        case lapsed
        /// The task ended before anybody found it.
        case unwon
        /// A red packet whose money is back with the publisher.
        case refunded

        /// Whether the winner may still come for it.
        package var isOpen: Bool { self == .undrawn || self == .drawing }
    }
}
