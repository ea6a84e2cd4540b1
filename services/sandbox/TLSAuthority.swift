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
    static let hosts: [Certificate.Host] = [
        .name("localhost"), .address("127.0.0.1"), .address("::1"),
        .name("api.weixin.qq.com"), .name("api2.weixin.qq.com"),
        .name("api.mch.weixin.qq.com"), .name("api2.mch.weixin.qq.com"),
        .name("api.wechatpay.cn"), .name("api2.wechatpay.cn"),
        .name("sms.tencentcloudapi.com"), .name("dysmsapi.aliyuncs.com"),
        .name("apis.map.qq.com"),
    ]
}
