import Basics

/// A red packet or other transfer from the merchant to a user, who has to accept it.
struct PayTransfer: Sendable {
    enum State: String, Sendable {
        case waiting = "WAIT_USER_CONFIRM"
        case success = "SUCCESS"
        case failed = "FAIL"
        case cancelling = "CANCELING"
        case cancelled = "CANCELLED"
    }

    struct Terms: Sendable {
        let outBillNo: String
        let mchid: String
        let appid: String
        let openid: String
        let amount: Money
        let scene: String
        let remark: String
        /// The real name of the user, as the merchant knows it; empty where there is none.
        var userName: String
        /// Empty where nobody is to be told.
        let notifyURL: String
        let fingerprint: Bytes
        let keyKind: PayKeyKind
    }

    let id: ID<PayTransfer>
    let terms: Terms
    let transferBillNo: String
    let packageInfo: String
    var state: State
    /// Empty where there is none.
    var failReason: String
    let createdAt: UnixTime
    var updatedAt: UnixTime
    /// When it runs out, or is cancelled for good.
    var dueAt: UnixTime

    /// The user has that long to accept it.
    static let seconds: Int64 = 86_400
    /// In fen, at once.
    static let bounds: ClosedRange<Int64> = 10...20_000_000
    /// From here on the user's name has to be given.
    static let namedFen: Int64 = 200_000
    static let redPacketFen: Int64 = 20_000
}
