import Basics

/// A day's file of payments or of movements of money.
struct PayBill: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// Payments and refunds.
        case all = "ALL"
        /// Payments.
        case success = "SUCCESS"
        /// Refunds.
        case refund = "REFUND"
        /// Movements of the merchant's money.
        case fundFlow = "FUNDFLOW"
    }

    let mchid: String
    let kind: Kind
    let day: Day
    /// Whether the file is packed with gzip.
    let isPacked: Bool

    /// A link to a file is good for that long.
    static let linkSeconds: Int64 = 300
}

/// A movement of the merchant's money.
struct PayFlow: Sendable {
    let ref: String
    let at: UnixTime
    /// Negative where it leaves.
    let amount: Money
    /// After it.
    let balance: Money
    /// WeChat's number of what caused it.
    let number: String
    /// The merchant's.
    let outNumber: String
}
