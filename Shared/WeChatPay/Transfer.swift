public import Basics
import JSON

/// Money for a user, who has 24 hours to accept it (商家转账).
public struct TransferOrder: Sendable {
    /// How it looks on the phone.
    public enum Style: String, Sendable {
        case confirmPage = "CONFIRM_PAGE"
        /// Up to 200 yuan.
        case redPacket = "RED_PACKET"
    }

    /// Something that has to be said about the scene: 活动名称, 奖励说明 and their like.
    public struct Report: Sendable, Equatable {
        /// `info_type`, up to 15 characters.
        public var type: String
        /// `info_content`, up to 32 characters.
        public var content: String

        /// A report of these parts.
        public init(_ type: String, _ content: String) {
            self.type = type
            self.content = content
        }
    }

    /// The mini-program; has to be bound to the merchant.
    public var appid: String
    /// The merchant's own number: up to 32 digits and letters. Never change it before a query has
    /// said that the transfer failed.
    public var outBillNo: String
    /// `1000` for 现金营销.
    public var sceneID: String
    /// The receiver's, of this very app.
    public var openid: String
    /// How much.
    public var amount: Money
    /// For the user to read; up to 32 characters.
    public var remark: String
    /// All that the scene asks for.
    public var reports: [Report]
    /// Where the callback goes.
    public var notifyURL: String?
    /// How it looks; the platform's usual way where nothing is said.
    public var style: Style?
    /// The receiver's real name, from 2,000 yuan on; goes encrypted.
    public var userName: String?

    /// A transfer of these parts.
    public init(
        appid: String,
        outBillNo: String,
        sceneID: String,
        openid: String,
        amount: Money,
        remark: String,
        reports: [Report],
        notifyURL: String? = nil,
        style: Style? = nil,
        userName: String? = nil
    ) {
        self.appid = appid
        self.outBillNo = outBillNo
        self.sceneID = sceneID
        self.openid = openid
        self.amount = amount
        self.remark = remark
        self.reports = reports
        self.notifyURL = notifyURL
        self.style = style
        self.userName = userName
    }

    func body(sealedName: String?) -> Bytes {
        var json = JSONWriter()
        json.beginObject()
        json.member("appid", appid)
        json.member("out_bill_no", outBillNo)
        json.member("transfer_scene_id", sceneID)
        json.member("openid", openid)
        if let sealedName { json.member("user_name", sealedName) }
        json.member("transfer_amount", amount)
        json.member("transfer_remark", remark)
        if let notifyURL { json.member("notify_url", notifyURL) }
        json.key("transfer_scene_report_infos")
        json.beginArray()
        for report in reports {
            json.beginObject()
            json.member("info_type", report.type)
            json.member("info_content", report.content)
            json.endObject()
        }
        json.endArray()
        if let style {
            json.key("user_recv_style")
            json.beginObject()
            json.member("type", style.rawValue)
            json.endObject()
        }
        json.endObject()
        return json.bytes
    }
}

/// Which transfer is meant.
public enum TransferNumber: Sendable, Equatable {
    /// The merchant's number.
    case outBillNo(String)
    /// WeChat Pay's.
    case transferBillNo(String)
}

/// How a transfer stands: what its making, its query and its cancelling say, and the callback.
public struct Transfer: Sendable, Equatable {
    /// `state`.
    public enum State: String, Sendable {
        case accepted = "ACCEPTED"
        case processing = "PROCESSING"
        case waiting = "WAIT_USER_CONFIRM"
        case transferring = "TRANSFERING"
        case success = "SUCCESS"
        case failed = "FAIL"
        case cancelling = "CANCELING"
        case cancelled = "CANCELLED"
    }

    /// The merchant's number.
    public let outBillNo: String
    /// WeChat Pay's.
    public let transferBillNo: String
    /// How it stands.
    public let state: State
    /// Why it failed; `OVERDUE_CLOSE` when the user did not accept it in time.
    public let failReason: String?
    /// For `wx.requestMerchantTransfer`, as long as it waits for the user. Only in the answer to
    /// its making.
    public let packageInfo: String?
    /// In query and callback; compare it with the merchant's own.
    public let mchid: String?
    /// In the query; compare it.
    public let appid: String?
    /// In query and callback; compare it.
    public let openid: String?
    /// In query and callback; compare it.
    public let amount: Money?
    /// When it last changed.
    public let changedAt: UnixTime?

    init?(_ json: JSONValue) {
        guard
            let outBillNo = json["out_bill_no"]?.string,
            let transferBillNo = json["transfer_bill_no"]?.string,
            let state = json["state"]?.string.flatMap({ State(rawValue: $0) })
        else { return nil }
        self.outBillNo = outBillNo
        self.transferBillNo = transferBillNo
        self.state = state
        failReason = json["fail_reason"]?.string.nonEmpty
        packageInfo = json["package_info"]?.string.nonEmpty
        mchid = json["mch_id"]?.string
        appid = json["appid"]?.string
        openid = json["openid"]?.string
        amount = json["transfer_amount"]?.integer.map { Money(fen: $0) }
        changedAt = (json["update_time"] ?? json["create_time"])?.string
            .flatMap { UnixTime(rfc3339: $0) }
    }
}
