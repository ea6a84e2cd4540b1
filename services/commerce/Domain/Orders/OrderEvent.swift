/// Something that has happened to an order, as its timeline keeps it.
package struct OrderEvent: Sendable, Equatable {
    /// What.
    package enum Kind: String, Sendable, CaseIterable {
        case placed
        /// A code of the bridge was shown.
        case bridged
        case paid
        /// Money came that was not wanted any more: it goes back by itself.
        case unwanted
        case cancelled
        case closed
        case redeemed
        case undone
        case refundAsked = "refund_asked"
        case refundDone = "refund_done"
        case refundFailed = "refund_failed"
        case shipped
        case shippingRefused = "shipping_refused"
        case note
    }

    package let kind: Kind
    /// The operator; empty for the buyer and for what happens by itself.
    package let who: String
    /// Numbers and words for whoever looks; no mobile, no name.
    package let detail: String

    package init(_ kind: Kind, by who: String = "", _ detail: String = "") {
        self.kind = kind
        self.who = who
        self.detail = detail
    }
}
