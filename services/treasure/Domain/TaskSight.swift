package import Basics

/// A task as one player sees it.
package struct TaskSight: Sendable, Equatable {
    package let task: TreasureTask
    package let publisher: Face
    package let isPublishersOwn: Bool
    package let lastDig: UnixTime?
    package let hasWon: Bool
    /// The player's own prizes in it, the one to be claimed next first.
    package let prizes: [Prize]
    package let commitment: String
    /// In hex; nil before the task has ended.
    package let seed: String?

    package init(
        task: TreasureTask,
        publisher: Face,
        isPublishersOwn: Bool,
        lastDig: UnixTime?,
        hasWon: Bool,
        prizes: [Prize],
        commitment: String,
        seed: String?
    ) {
        self.task = task
        self.publisher = publisher
        self.isPublishersOwn = isPublishersOwn
        self.lastDig = lastDig
        self.hasWon = hasWon
        self.prizes = prizes
        self.commitment = commitment
        self.seed = seed
    }

    /// Whether all that the player has won there is handed over.
    package var hasDrawn: Bool { hasWon && prizes.allSatisfy { $0.state == .drawn } }
}
