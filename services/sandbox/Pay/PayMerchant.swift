import Basics

/// A merchant account. There are two: one a centre's apps share.
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
        var hasCertificates = false
        /// So many times faster than WeChat's is the schedule on which callbacks are sent again.
        var callbackSpeed: Int64 = 1
        /// So long a refund is in process.
        var refundSeconds: Int64 = 0
        /// What becomes of refunds.
        var refundResult = PayRefund.State.success
    }

    /// Never change, so that they can stand in settings and texts. The first one is meant where
    /// none is named.
    static let known = [firstID, "1660000217"]
    static let firstID = "1660000109"

    /// The account of a centre's apps.
    static func account(ofCentre oper: Int64) -> String {
        oper == 1 ? firstID : known[1]
    }
    /// A hundred thousand yuan to begin with.
    static let firstBalance = Money(fen: 10_000_000)
}
