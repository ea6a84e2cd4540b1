import Payments
import TreasureDomain
import WeChatPay

/// What people read of red packets at WeChat, and how their states are called there.
enum MoneyTexts {
    /// On the publisher's bill.
    static let payment = "挖宝红包"
    /// On the publisher's refund.
    static let refund = "未领取的红包退回"

    /// What a winner reads, and what WeChat Pay wants to know of the occasion: 现金营销.
    static let transfer = TransferTerms(
        sceneID: "1000",
        remark: "挖宝红包",
        reports: [
            TransferOrder.Report("活动名称", "挖宝"),
            TransferOrder.Report("奖励说明", "挖到的现金红包"),
        ],
        style: .redPacket
    )

    /// WeChat Pay's word for how a transfer stands; what WeChat Pay was not told yet is on its way.
    static func state(of transfer: TransferRecord) -> String {
        switch transfer.state {
        case .waiting, .held, .asking, .processing: "PROCESSING"
        case .confirming: "WAIT_USER_CONFIRM"
        case .transferring: "TRANSFERING"
        case .cancelling: "CANCELING"
        case .paid: "SUCCESS"
        case .failed: "FAIL"
        case .cancelled: "CANCELLED"
        }
    }
}
