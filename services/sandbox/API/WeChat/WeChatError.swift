/// What WeChat answers when it will not: HTTP 200, a number, and a text nobody should look into.
struct WeChatError: Error, Sendable, Equatable {
    let code: Int64
    /// Without the `rid` that is put behind it.
    let text: String

    static let busy = WeChatError(code: -1, text: "system error")
    static let tokenInvalid = WeChatError(
        code: 40001,
        text: "invalid credential, access_token is invalid or not latest, could get access_token "
            + "by getStableAccessToken, more details at https://mmbizurl.cn/s/JtxxFh33r"
    )
    static let grantType = WeChatError(code: 40002, text: "invalid grant_type")
    static let openidInvalid = WeChatError(code: 40003, text: "invalid openid")
    static let appidInvalid = WeChatError(code: 40013, text: "invalid appid")
    static let codeInvalid = WeChatError(code: 40029, text: "invalid code,")
    static let secretInvalid = WeChatError(code: 40125, text: "invalid appsecret")
    static let codeUsed = WeChatError(code: 40163, text: "code been used,")
    static let tokenMissing = WeChatError(code: 41001, text: "access_token missing")
    static let appidMissing = WeChatError(code: 41002, text: "appid missing,")
    static let secretMissing = WeChatError(code: 41004, text: "appsecret missing,")
    static let codeMissing = WeChatError(code: 41008, text: "missing code,")
    static let tokenExpired = WeChatError(code: 42001, text: "access_token expired")
    static let getRequired = WeChatError(code: 43001, text: "require GET method")
    static let postRequired = WeChatError(code: 43002, text: "require POST method")
    static let bodyMissing = WeChatError(code: 44002, text: "empty post data")
    static let dailyQuota = WeChatError(code: 45009, text: "reach max api daily quota limit")
    static let minuteQuota = WeChatError(
        code: 45011,
        text: "api minute-quota reach limit  mustslower  retry next minute"
    )
    static let bodyMalformed = WeChatError(code: 47001, text: "data format error")
    static let methodUnknown = WeChatError(code: 87008, text: "invalid sig_method")
    static let signatureInvalid = WeChatError(code: 87009, text: "invalid signature")

    private static let known = [
        busy, tokenInvalid, grantType, openidInvalid, appidInvalid, codeInvalid, secretInvalid,
        codeUsed, tokenMissing, appidMissing, secretMissing, codeMissing, tokenExpired,
        getRequired, postRequired, bodyMissing, dailyQuota, minuteQuota, bodyMalformed,
        methodUnknown, signatureInvalid,
        WeChatError(
            code: 40164,
            text: "invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist"
        ),
        WeChatError(code: 40226, text: "code blocked"),
        WeChatError(code: 50002, text: "user limited"),
    ]

    /// The error of that number, for faults.
    init(code: Int64) {
        self = Self.known.first { $0.code == code } ?? WeChatError(code: code, text: "error")
    }

    init(code: Int64, text: String) {
        self.code = code
        self.text = text
    }
}
