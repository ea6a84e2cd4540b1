import Basics

/// How often an app may call an endpoint.
struct Quota: Sendable {
    enum Span: String, Sendable, CaseIterable {
        case minute
        case day
        case ever

        /// Which minute or day a moment belongs to; days are China's.
        func period(at now: UnixTime) -> Int64 {
            switch self {
            case .minute: now.seconds / 60
            case .day: CivilZone.china.day(at: now).number
            case .ever: 0
            }
        }
    }

    /// The endpoint's path, or ``codes``.
    let name: String
    let span: Span
    let maximum: Int64

    /// What `getwxacode` and `createwxaqrcode` share.
    static let codes = "codes"

    /// What WeChat's pages name. Endpoints that are not here have no limit until one is set.
    static let usual: [Quota] = [
        Quota(name: "/cgi-bin/token", span: .day, maximum: 2000),
        Quota(name: "/cgi-bin/stable_token", span: .minute, maximum: 10_000),
        Quota(name: "/cgi-bin/stable_token", span: .day, maximum: 500_000),
        Quota(name: "/wxa/resetusersessionkey", span: .minute, maximum: 60_000),
        Quota(name: "/wxa/getwxacodeunlimit", span: .minute, maximum: 5000),
        Quota(name: codes, span: .ever, maximum: 100_000),
        Quota(name: "/wxa/msg_sec_check", span: .minute, maximum: 4000),
        Quota(name: "/wxa/msg_sec_check", span: .day, maximum: 2_000_000),
        Quota(name: "/wxa/media_check_async", span: .minute, maximum: 2000),
        Quota(name: "/wxa/media_check_async", span: .day, maximum: 200_000),
        Quota(name: "/wxa/img_sec_check", span: .minute, maximum: 2000),
        Quota(name: "/wxa/img_sec_check", span: .day, maximum: 200_000),
        Quota(name: "/cgi-bin/message/subscribe/send", span: .day, maximum: 30_000_000),
    ]

    /// What WeChat says when it is used up. Of code images it says the daily one by the minute.
    var refusal: WeChatError {
        switch span {
        case .minute: name == "/wxa/getwxacodeunlimit" ? .dailyQuota : .minuteQuota
        case .day: .dailyQuota
        case .ever: .codesExhausted
        }
    }
}
