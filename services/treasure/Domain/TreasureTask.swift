package import Basics

/// A task (任务): a hole that gets one deeper with every dig, and the prizes that lie in it.
package struct TreasureTask: Sendable, Equatable {
    package let id: ID<TreasureTask>
    /// What the wire knows it by.
    package let code: TaskCode
    /// The account that has published it, and the WeChat identity by which it did.
    package let publisher: ID<User>
    package let publisherIdentity: ID<WeChatIdentity>
    /// The mini-program in which it was published.
    package let app: ID<App>
    /// The merchant account that its money goes through; empty for goods.
    package let merchant: String
    package let state: State
    /// What the content check says of its texts and its picture.
    package let content: ContentState
    /// The back office has taken it away from everybody.
    package let isBlocked: Bool
    /// The back office holds the red packets of this task back.
    package let payoutsStopped: Bool
    /// Whether all of its money has come. Never true of goods.
    package let isPaid: Bool
    package let terms: Terms
    package let words: Words
    /// How many digs there have been.
    package let depth: Int64
    /// How many have dug.
    package let participants: Int64
    /// How many prizes have been found.
    package let found: Int64
    /// Until when its money may come; nil for goods.
    package let payBy: UnixTime?
    /// When it ends by itself; nil as long as nobody can dig it.
    package let endsAt: UnixTime?
    package let createdAt: UnixTime

    package init(
        id: ID<TreasureTask>,
        code: TaskCode,
        publisher: ID<User>,
        publisherIdentity: ID<WeChatIdentity>,
        app: ID<App>,
        merchant: String,
        state: State,
        content: ContentState,
        isBlocked: Bool,
        payoutsStopped: Bool,
        isPaid: Bool,
        terms: Terms,
        words: Words,
        depth: Int64,
        participants: Int64,
        found: Int64,
        payBy: UnixTime?,
        endsAt: UnixTime?,
        createdAt: UnixTime
    ) {
        self.id = id
        self.code = code
        self.publisher = publisher
        self.publisherIdentity = publisherIdentity
        self.app = app
        self.merchant = merchant
        self.state = state
        self.content = content
        self.isBlocked = isBlocked
        self.payoutsStopped = payoutsStopped
        self.isPaid = isPaid
        self.terms = terms
        self.words = words
        self.depth = depth
        self.participants = participants
        self.found = found
        self.payBy = payBy
        self.endsAt = endsAt
        self.createdAt = createdAt
    }

    /// Whether others than its publisher may see it.
    package var isPublished: Bool {
        content == .pass && !isBlocked && (state == .open || state.isOver)
    }

    /// Whether it can be dug.
    package var isDiggable: Bool { isPublished && state == .open }

    /// All that has to be paid in before it opens; nothing for goods.
    package var due: Money { terms.due }
}
