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
    static let mediaTypeInvalid = WeChatError(code: 40004, text: "invalid media type")
    static let mediaTooLarge = WeChatError(code: 40006, text: "invalid media size")
    static let appidInvalid = WeChatError(code: 40013, text: "invalid appid")
    static let codeInvalid = WeChatError(code: 40029, text: "invalid code,")
    static let templateInvalid = WeChatError(code: 40037, text: "invalid template_id")
    static let interfaceUnknown = WeChatError(code: 40066, text: "invalid url")
    static let argumentInvalid = WeChatError(code: 40097, text: "invalid args")
    static let secretInvalid = WeChatError(code: 40125, text: "invalid appsecret")
    static let sceneNumberInvalid = WeChatError(code: 40129, text: "invalid scene")
    static let pathLength = WeChatError(
        code: 40159,
        text: "invalid length for path, or the data is not json string"
    )
    static let codeUsed = WeChatError(code: 40163, text: "code been used,")
    static let sceneInvalid = WeChatError(
        code: 40169,
        text: "invalid length for scene, or the data is not json string"
    )
    static let widthInvalid = WeChatError(code: 40189, text: "invalid width")
    static let tokenMissing = WeChatError(code: 41001, text: "access_token missing")
    static let appidMissing = WeChatError(code: 41002, text: "appid missing,")
    static let secretMissing = WeChatError(code: 41004, text: "appsecret missing,")
    static let mediaMissing = WeChatError(code: 41005, text: "media data missing")
    static let codeMissing = WeChatError(code: 41008, text: "missing code,")
    static let pageInvalid = WeChatError(code: 41030, text: "invalid page")
    static let tokenExpired = WeChatError(code: 42001, text: "access_token expired")
    static let getRequired = WeChatError(code: 43001, text: "require GET method")
    static let postRequired = WeChatError(code: 43002, text: "require POST method")
    static let notSubscribed = WeChatError(
        code: 43101,
        text: "user refuse to accept the msg"
    )
    static let otherApp = WeChatError(code: 43104, text: "appid and openid mismatch")
    static let bodyMissing = WeChatError(code: 44002, text: "empty post data")
    static let contentTooLong = WeChatError(code: 45002, text: "content size out of limit")
    static let dailyQuota = WeChatError(code: 45009, text: "reach max api daily quota limit")
    static let minuteQuota = WeChatError(
        code: 45011,
        text: "api minute-quota reach limit  mustslower  retry next minute"
    )
    static let codesExhausted = WeChatError(code: 45029, text: "qrcode count out of limit")
    static let bodyMalformed = WeChatError(code: 47001, text: "data format error")
    static let userInactive = WeChatError(code: 61010, text: "code is expired")
    static let pageReserved = WeChatError(
        code: 85096,
        text: "scancode_time is system reserved parameter"
    )
    static let methodUnknown = WeChatError(code: 87008, text: "invalid sig_method")
    static let signatureInvalid = WeChatError(code: 87009, text: "invalid signature")
    static let risky = WeChatError(code: 87014, text: "risky content")

    private static let known = [
        busy, tokenInvalid, grantType, openidInvalid, mediaTypeInvalid, mediaTooLarge,
        appidInvalid, codeInvalid, templateInvalid, argumentInvalid, secretInvalid,
        sceneNumberInvalid, pathLength, codeUsed, sceneInvalid, widthInvalid, tokenMissing,
        appidMissing, secretMissing, mediaMissing, codeMissing, pageInvalid, tokenExpired,
        getRequired, postRequired, notSubscribed, otherApp, bodyMissing, contentTooLong,
        dailyQuota, minuteQuota, codesExhausted, bodyMalformed, userInactive, pageReserved,
        methodUnknown, signatureInvalid, risky,
        WeChatError(
            code: 40164,
            text: "invalid ip 127.0.0.1 ipv6 ::ffff:127.0.0.1, not in whitelist"
        ),
        WeChatError(code: 40226, text: "code blocked"),
        WeChatError(code: 48001, text: "api unauthorized"),
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
