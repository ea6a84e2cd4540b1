public import Basics

/// What moved on a day of China's calendar, by when WeChat Pay says that it did.
public struct MoneyDay: Sendable, Equatable {
    /// The day.
    public let day: Day
    /// What has come in.
    public var paidIn = Money.zero
    /// What payers got back.
    public var refunded = Money.zero
    /// What receivers got.
    public var paidOut = Money.zero

    /// A day on which nothing moved.
    public init(_ day: Day) {
        self.day = day
    }
}
