import Basics

/// The merchant whom every back end is in the sandbox. There is one.
struct PayMerchant: Sendable {
    let mchid: String
    /// Of its API certificate.
    let serialNumber: String
    /// PEM.
    let privateKey: String
    /// PEM.
    let certificate: String
    /// 32 characters.
    let apiV3Key: String
    let balance: Money
    var settings: Settings

    /// What can be changed.
    struct Settings: Sendable {
        /// Which key callbacks are signed with; nil: the kind that the request asked for which
        /// placed the order.
        var callbackKey: PayKeyKind?
        /// Without, `GET /v3/certificates` answers 404, as to merchants who never had any.
        var hasCertificates = true
        /// So many times faster than WeChat's is the schedule on which callbacks are sent again.
        var callbackSpeed: Int64 = 1
        /// So long a refund is in process.
        var refundSeconds: Int64 = 0
        /// What becomes of refunds.
        var refundResult = PayRefund.State.success
    }

    /// Never changes, so that it can stand in settings and texts.
    static let sandboxID = "1660000109"
    /// A hundred thousand yuan to begin with.
    static let firstBalance = Money(fen: 10_000_000)
}
