package import Basics

/// A task in a list, as one player sees it.
package struct TaskLine: Sendable, Equatable {
    package let code: TaskCode
    /// Its signature, or the publisher's nickname.
    package let publisher: Face
    package let isPublishersOwn: Bool
    package let terms: TreasureTask.Terms
    package let name: String
    /// The files of the picture; empty once that was taken away.
    package let picture: String
    package let thumbnail: String
    package let state: TreasureTask.State
    package let content: ContentState
    package let isBlocked: Bool
    /// When this player dug last; nil if never.
    package let lastDig: UnixTime?
    package let hasWon: Bool
    /// The place in its list, greater for what stands before it.
    package let place: Int64

    package init(
        code: TaskCode,
        publisher: Face,
        isPublishersOwn: Bool,
        terms: TreasureTask.Terms,
        name: String,
        picture: String,
        thumbnail: String,
        state: TreasureTask.State,
        content: ContentState,
        isBlocked: Bool,
        lastDig: UnixTime?,
        hasWon: Bool,
        place: Int64
    ) {
        self.code = code
        self.publisher = publisher
        self.isPublishersOwn = isPublishersOwn
        self.terms = terms
        self.name = name
        self.picture = picture
        self.thumbnail = thumbnail
        self.state = state
        self.content = content
        self.isBlocked = isBlocked
        self.lastDig = lastDig
        self.hasWon = hasWon
        self.place = place
    }
}
