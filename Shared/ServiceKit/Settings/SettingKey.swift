/// Every variable that any process knows; one that is not here stops the start of all.
public enum SettingKey: String, Sendable, CaseIterable {
    case environment = "KUMQUAT_ENV"
    case home = "KUMQUAT_HOME"
    case port = "KUMQUAT_PORT"
    case listen = "KUMQUAT_LISTEN"
    case opsListen = "KUMQUAT_OPS_LISTEN"
    case gatewayURLs = "KUMQUAT_GATEWAY_URLS"
    case authURLs = "KUMQUAT_AUTH_URLS"
    case pointsURLs = "KUMQUAT_POINTS_URLS"
    case treasureURLs = "KUMQUAT_TREASURE_URLS"
    case commerceURLs = "KUMQUAT_COMMERCE_URLS"
    case sandboxURLs = "KUMQUAT_SANDBOX_URLS"
    case internalKeys = "KUMQUAT_INTERNAL_KEYS"
    case adminKey = "KUMQUAT_ADMIN_KEY"
    case dataKeys = "KUMQUAT_DATA_KEYS"
    case wechatURL = "KUMQUAT_WECHAT_URL"
    case defaultAppID = "KUMQUAT_DEFAULT_APPID"
    case legacyOpenID = "KUMQUAT_LEGACY_OPENID"
    case sandboxPublic = "KUMQUAT_SANDBOX_PUBLIC"
    case sandboxSeed = "KUMQUAT_SANDBOX_SEED"
    case publicURL = "KUMQUAT_PUBLIC_URL"
    case logLevel = "KUMQUAT_LOG_LEVEL"
    case loops = "KUMQUAT_LOOPS"
    case ratePerSecond = "KUMQUAT_RATE_PER_SECOND"
    case rateBurst = "KUMQUAT_RATE_BURST"
    case loginsPerMinute = "KUMQUAT_LOGINS_PER_MINUTE"
    case connectionsPerAddress = "KUMQUAT_CONNECTIONS_PER_ADDRESS"
    case feedGraceSeconds = "KUMQUAT_FEED_GRACE_SECONDS"
    case uploadsPerDay = "KUMQUAT_UPLOADS_PER_DAY"
    case uploadMegabytes = "KUMQUAT_UPLOAD_MEGABYTES"
    case smsProvider = "KUMQUAT_SMS_PROVIDER"
    case smsURL = "KUMQUAT_SMS_URL"
    case smsKeyID = "KUMQUAT_SMS_KEY_ID"
    case smsSecret = "KUMQUAT_SMS_SECRET"
    case smsAppID = "KUMQUAT_SMS_APP_ID"
    case smsRegion = "KUMQUAT_SMS_REGION"
    case smsSign = "KUMQUAT_SMS_SIGN"
    case smsTemplate = "KUMQUAT_SMS_TEMPLATE"
    case smsTemplateMinutes = "KUMQUAT_SMS_TEMPLATE_MINUTES"
    case smsDailyBudget = "KUMQUAT_SMS_DAILY_BUDGET"
    case smsPerAddress = "KUMQUAT_SMS_PER_ADDRESS"
    case smsPerApp = "KUMQUAT_SMS_PER_APP"
    case pointsRules = "KUMQUAT_POINTS_RULES"

    /// Secrets may also come from a file: the same name with `_FILE` behind it holds the path.
    public var hasFileVariant: Bool {
        switch self {
        case .internalKeys, .adminKey, .dataKeys, .smsSecret: true
        default: false
        }
    }

    /// What production never takes.
    public var isForSandboxOnly: Bool {
        self == .sandboxURLs || self == .sandboxPublic || self == .sandboxSeed
    }

    /// One line for people.
    public var summary: String {
        switch self {
        case .environment: "sandbox or production; has no default"
        case .home: "the directory of databases, sockets and keys"
        case .port: "the gateway's port; the other processes follow it"
        case .listen: "the addresses of this process, by comma: tcp:host:port, unix:/path"
        case .opsListen: "the addresses for health, metrics and internal calls alone"
        case .gatewayURLs: "where the gateway's operations address is found"
        case .authURLs: "where auth is found"
        case .pointsURLs: "where points is found"
        case .treasureURLs: "where treasure is found"
        case .commerceURLs: "where commerce is found"
        case .sandboxURLs: "where the sandbox is found; sandbox environment only"
        case .internalKeys: "one or two keys for calls between processes, base64, newest first"
        case .adminKey: "the bearer token of the back office"
        case .dataKeys: "auth's keys for secrets at rest, id:base64 by comma, newest first"
        case .wechatURL: "the origin of WeChat's interfaces"
        case .defaultAppID: "the appid of log-ins that name none"
        case .legacyOpenID: "1 lets a bare openid stand for its identity (unsafe)"
        case .sandboxPublic: "1 lets a sandbox process listen beyond this machine"
        case .sandboxSeed:
            "a whole number that makes the sandbox's openids, codes and keys repeatable"
        case .publicURL: "the origin of links that are handed out; https in production"
        case .logLevel: "debug, info, notice, warning or error"
        case .loops: "the number of event loops; by default one a core"
        case .ratePerSecond: "requests a second and identity"
        case .rateBurst: "requests at once and identity"
        case .loginsPerMinute: "log-ins a minute and address"
        case .connectionsPerAddress: "open connections of one address"
        case .feedGraceSeconds: "how long the gateway serves without news of revocations"
        case .uploadsPerDay: "pictures that one participant may upload a day"
        case .uploadMegabytes: "megabytes of pictures that are kept for one participant"
        case .smsProvider: "tencent or aliyun"
        case .smsURL: "the origin of the SMS provider's interface"
        case .smsKeyID: "SecretId or AccessKeyId at the SMS provider"
        case .smsSecret: "SecretKey or AccessKeySecret at the SMS provider"
        case .smsAppID: "SmsSdkAppId; Tencent Cloud only"
        case .smsRegion: "the region at Tencent Cloud"
        case .smsSign: "the signature of messages, without brackets"
        case .smsTemplate: "the template of messages with a code"
        case .smsTemplateMinutes: "1 if the template also names the minutes a code is good for"
        case .smsDailyBudget: "messages a day, all in all"
        case .smsPerAddress: "messages an hour and address of the network"
        case .smsPerApp: "messages an hour and mini-program"
        case .pointsRules: "the file with the rules of points; built-in ones without it"
        }
    }
}
