import Basics
import Crypto

/// The sandbox's own certificate authority, and the server's certificate that it has signed: PEM.
struct TLSAuthority: Sendable {
    let privateKey: String
    let certificate: String
    let serverKey: String
    let serverCertificate: String
    /// The last moment that the server's is good for.
    let serverUntil: UnixTime

    static let days: Int64 = 3650
    /// What clients take at most.
    static let serverDays: Int64 = 397
    /// It is made anew so long before its end.
    static let renewalDays: Int64 = 30

    /// Whom the sandbox stands in for, and where it is found itself.
    static let hosts: [Certificate.Host] =
        [.name("localhost"), .address("127.0.0.1"), .address("::1")]
        + names.sorted().map { .name($0) }

    /// The names that clients have built in.
    static let names: Set<String> = [
        "api.weixin.qq.com", "api2.weixin.qq.com", "api.mch.weixin.qq.com",
        "api2.mch.weixin.qq.com", "api.wechatpay.cn", "api2.wechatpay.cn",
        "sms.tencentcloudapi.com", "dysmsapi.aliyuncs.com", "apis.map.qq.com",
    ]
}
