/// Who sends, with which provider. Never prints its secret.
public struct SMSAccount: Sendable, CustomStringConvertible, CustomReflectable {
    /// The companies that are spoken to.
    public enum Provider: Sendable, Equatable {
        /// Tencent Cloud's `SendSms` of 2021-01-11, in a region like `ap-guangzhou`, for the SMS
        /// application with that `SmsSdkAppId`.
        case tencent(sdkAppID: String, region: String)
        /// Aliyun's Dysmsapi `SendSms` of 2017-05-25.
        case aliyun
    }

    public let provider: Provider
    /// `SecretId` or `AccessKeyId`.
    public let keyID: String
    /// `SecretKey` or `AccessKeySecret`.
    public let secret: String

    /// An account; nothing of it is checked before the provider does.
    public init(_ provider: Provider, keyID: String, secret: String) {
        self.provider = provider
        self.keyID = keyID
        self.secret = secret
    }

    /// The provider's own address.
    public var usualOrigin: String {
        switch provider {
        case .tencent: "https://sms.tencentcloudapi.com"
        case .aliyun: "https://dysmsapi.aliyuncs.com"
        }
    }

    public var description: String { "SMSAccount(\(provider))" }
    public var customMirror: Mirror { Mirror(self, children: ["provider": provider]) }
}
