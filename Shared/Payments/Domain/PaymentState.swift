/// How a payment stands with us. WeChat Pay's own words for an order are `Payment.State`.
public enum PaymentState: String, Sendable, CaseIterable {
    /// It can be paid.
    case open
    /// It is being closed at WeChat Pay; until that is certain money may still come.
    case closing
    /// Nobody can pay it any more.
    case closed
    /// Money has come, and its owner took it.
    case paid
    /// Money has come that was late, double or wrong: it goes back by itself.
    case returned

    /// What happens to a payment.
    public enum Event: String, Sendable, CaseIterable {
        /// The owner wants it closed, its time has run out, or another one has to take its place.
        case closeWanted
        /// WeChat Pay says that it is closed, or that it never knew it.
        case closed
        /// Money came, and the owner took it.
        case moneyTaken
        /// Money came that nobody wanted.
        case moneyUnwanted
    }

    /// The state after an event; nil for one that cannot happen in this state.
    public func after(_ event: Event) -> PaymentState? {
        switch (self, event) {
        case (.open, .closeWanted), (.closing, .closeWanted): .closing
        case (.open, .closed), (.closing, .closed), (.closed, .closed): .closed
        case (.open, .moneyTaken), (.closing, .moneyTaken): .paid
        case (.open, .moneyUnwanted), (.closing, .moneyUnwanted), (.closed, .moneyUnwanted):
            .returned
        // Within the unit in which it came: the owner was asked, and did not want it.
        case (.paid, .moneyUnwanted): .returned
        case (.closed, .closeWanted), (.closed, .moneyTaken), (.paid, _), (.returned, _): nil
        }
    }

    /// Whether money may still come for it, so that nothing else may be paid for the same thing.
    public var isLive: Bool { self == .open || self == .closing }

    /// Whether money has come.
    public var hasMoney: Bool { self == .paid || self == .returned }
}
