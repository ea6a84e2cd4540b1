/// A text that the provider has approved, and the name in brackets before it.
public struct SMSTemplate: Sendable, Equatable {
    /// The signature (签名), without brackets.
    public let sign: String
    /// `1110` with Tencent Cloud, `SMS_153055065` with Aliyun.
    public let id: String

    /// A template of that number under that signature.
    public init(sign: String, id: String) {
        self.sign = sign
        self.id = id
    }
}
