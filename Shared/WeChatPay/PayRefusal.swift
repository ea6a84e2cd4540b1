/// A refusal by WeChat Pay, told apart by its word alone: the texts change.
public struct PayRefusal: Sendable, Equatable {
    /// What it is about.
    public enum Kind: Sendable, CaseIterable {
        /// The order is paid already, so it is said (ORDERPAID, ORDER_PAID).
        case orderPaid
        /// The order is closed (ORDER_CLOSED).
        case orderClosed
        /// There is no such order, refund, transfer or file.
        case unknown
        /// The number was used for something else (OUT_TRADE_NO_USED, ALREADY_EXISTS).
        case numberUsed
        /// The merchant has not enough money (NOT_ENOUGH).
        case notEnough
        /// The user's account cannot be paid from or to (USER_ACCOUNT_ABNORMAL).
        case userAbnormal
        /// The request contradicts the state of things, or an earlier one under the same number
        /// (INVALID_REQUEST).
        case invalid
        /// Anything else.
        case other
    }

    /// What it is about.
    public let kind: Kind
    /// The HTTP status.
    public let status: Int
    /// WeChat Pay's word; empty where the answer had none.
    public let code: String
    /// WeChat Pay's text, cut to 200 characters: for the log, never to be looked into.
    public let message: String

    /// The refusal that this word means.
    public init(status: Int, code: String, message: String) {
        self.status = status
        self.code = String(code.prefix(64))
        self.message = String(message.prefix(200))
        kind =
            switch code {
            case "ORDERPAID", "ORDER_PAID": .orderPaid
            case "ORDERCLOSED", "ORDER_CLOSED": .orderClosed
            case "ORDERNOTEXIST", "ORDER_NOT_EXIST", "RESOURCE_NOT_EXISTS", "NOT_FOUND",
                "REFUNDNOTEXIST", "NO_STATEMENT_EXIST":
                .unknown
            case "OUT_TRADE_NO_USED", "ALREADY_EXISTS": .numberUsed
            case "NOTENOUGH", "NOT_ENOUGH": .notEnough
            case "USER_ACCOUNT_ABNORMAL", "ACCOUNTERROR": .userAbnormal
            case "INVALID_REQUEST": .invalid
            default: .other
            }
    }

    /// Which of the failures it is.
    var failure: PayFailure {
        switch code {
        case "SIGN_ERROR", "PARAM_ERROR", "MCH_NOT_EXISTS", "APPID_MCHID_NOT_MATCH", "NO_AUTH",
            "NOAUTH", "OPENID_MISMATCH", "INVALID_TRANSACTIONID":
            .ourFault(self)
        case "FREQUENCY_LIMITED", "RATELIMIT_EXCEEDED", "SYSTEM_ERROR", "SYSTEMERROR",
            "BANK_ERROR", "BANKERROR", "SERVICE_UNAVAILABLE", "STATEMENT_CREATING":
            .retryLater(self)
        default:
            status == 429 || status >= 500
                ? .retryLater(self)
                : status == 401 || code.isEmpty ? .ourFault(self) : .refused(self)
        }
    }
}
