/// What a mini-program hands to `wx.requestPayment`: encodes under its names.
public struct RequestPaymentArguments: Sendable, Equatable, Encodable {
    /// Seconds, as text.
    public let timeStamp: String
    /// 32 letters and digits.
    public let nonceStr: String
    /// `prepay_id=…`.
    public let package: String
    /// `RSA`.
    public let signType: String
    /// The merchant's signature over all of it and the appid.
    public let paySign: String

    /// Arguments of these parts.
    public init(timeStamp: String, nonceStr: String, package: String, paySign: String) {
        self.timeStamp = timeStamp
        self.nonceStr = nonceStr
        self.package = package
        signType = "RSA"
        self.paySign = paySign
    }
}

/// What a mini-program hands to `wx.requestMerchantTransfer`: encodes under its names.
public struct RequestTransferArguments: Sendable, Equatable, Encodable {
    /// The merchant.
    public let mchId: String
    /// The mini-program.
    public let appId: String
    /// The `package_info` of the transfer.
    public let package: String
    /// The receiver.
    public let openId: String

    /// Arguments of these parts.
    public init(mchId: String, appId: String, package: String, openId: String) {
        self.mchId = mchId
        self.appId = appId
        self.package = package
        self.openId = openId
    }
}

extension Transfer {
    /// What the phone is handed for it; nil unless it waits for its user.
    public func phoneArguments(
        for order: TransferOrder,
        mchid: String
    ) -> RequestTransferArguments? {
        guard state == .waiting, let packageInfo else { return nil }
        return RequestTransferArguments(
            mchId: mchid,
            appId: order.appid,
            package: packageInfo,
            openId: order.openid
        )
    }
}
