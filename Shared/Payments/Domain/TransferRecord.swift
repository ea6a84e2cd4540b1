public import Basics
public import WeChatPay

/// A transfer's row: one attempt to pay a user.
public struct TransferRecord: Sendable, Equatable {
    /// Our number of the row.
    public let id: ID<TransferRecord>
    /// `out_bill_no`: derived from row and attempt.
    public let number: String
    /// Which of the attempts for the same thing it is, from 1.
    public let attempt: Int64
    /// What is to be paid to whom.
    public let request: TransferRequest
    /// The merchant account: the one whose money the fund is.
    public let mchid: String
    /// How it stands.
    public var state: TransferState
    /// When it was written down.
    public let createdAt: UnixTime
    /// When its state last changed.
    public var changedAt: UnixTime
    /// When WeChat Pay was last asked, by the real clock: it takes no request that is older than
    /// five minutes.
    var askedAt: UnixTime?
    /// When WeChat Pay took it on, as it says.
    public var takenAt: UnixTime?
    /// How often WeChat Pay was asked.
    public var tries: Int64
    /// WeChat Pay's number.
    public var transferBillNo: String?
    /// For `wx.requestMerchantTransfer`, while it waits for its user.
    var packageInfo: String?
    /// Why it failed; `OVERDUE_CLOSE` when the user did not accept it in time.
    public var failReason: String?
    /// When it ended, as WeChat Pay says.
    public var doneAt: UnixTime?
    /// Why it does not get on, and since when; for finance.
    public var trouble: String?
    public var troubledAt: UnixTime?

    /// What the phone is handed; nil unless it waits for its user.
    public var phoneArguments: RequestTransferArguments? {
        guard state == .confirming, let packageInfo else { return nil }
        return RequestTransferArguments(
            mchId: mchid,
            appId: request.appid,
            package: packageInfo,
            openId: request.openid
        )
    }
}
