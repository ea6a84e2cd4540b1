/// Which payment: by WeChat's number or by ours.
public enum PaymentNumber: Sendable, Equatable {
    /// WeChat Pay's `transaction_id`.
    case transaction(String)
    /// Our `out_trade_no` at this merchant.
    case outTrade(mchid: String, String)
}
