/// Every variable that any process knows; one that is not here stops the start of all.
public enum SettingKey: String, Sendable, CaseIterable {
    case environment = "KUMQUAT_ENV"
    case home = "KUMQUAT_HOME"
    case port = "KUMQUAT_PORT"
    case listen = "KUMQUAT_LISTEN"
    case opsListen = "KUMQUAT_OPS_LISTEN"
    case tlsCertificate = "KUMQUAT_TLS_CERTIFICATE"
    case tlsKey = "KUMQUAT_TLS_KEY"
    case hstsSeconds = "KUMQUAT_HSTS_SECONDS"
    case gatewayURLs = "KUMQUAT_GATEWAY_URLS"
    case authURLs = "KUMQUAT_AUTH_URLS"
    case pointsURLs = "KUMQUAT_POINTS_URLS"
    case treasureURLs = "KUMQUAT_TREASURE_URLS"
    case commerceURLs = "KUMQUAT_COMMERCE_URLS"
    case sandboxURLs = "KUMQUAT_SANDBOX_URLS"
    case consoleURLs = "KUMQUAT_CONSOLE_URLS"
    case consoleListen = "KUMQUAT_CONSOLE_LISTEN"
    case consoleOrigin = "KUMQUAT_CONSOLE_ORIGIN"
    case internalKeys = "KUMQUAT_INTERNAL_KEYS"
    case adminKey = "KUMQUAT_ADMIN_KEY"
    case dataKeys = "KUMQUAT_DATA_KEYS"
    case wechatURL = "KUMQUAT_WECHAT_URL"
    case wechatPayURL = "KUMQUAT_WECHATPAY_URL"
    case defaultAppID = "KUMQUAT_DEFAULT_APPID"
    case legacyOpenID = "KUMQUAT_LEGACY_OPENID"
    case sandboxPublic = "KUMQUAT_SANDBOX_PUBLIC"
    case sandboxSeed = "KUMQUAT_SANDBOX_SEED"
    case sandboxDaysAgo = "KUMQUAT_SANDBOX_DAYS_AGO"
    case sandboxDieAt = "KUMQUAT_SANDBOX_DIE_AT"
    case sandboxOrigin = "KUMQUAT_SANDBOX_ORIGIN"
    case publicURL = "KUMQUAT_PUBLIC_URL"
    case logLevel = "KUMQUAT_LOG_LEVEL"
    case logAddresses = "KUMQUAT_LOG_ADDRESSES"
    case loops = "KUMQUAT_LOOPS"
    case ratePerSecond = "KUMQUAT_RATE_PER_SECOND"
    case rateBurst = "KUMQUAT_RATE_BURST"
    case loginsPerMinute = "KUMQUAT_LOGINS_PER_MINUTE"
    case digsPerMinute = "KUMQUAT_DIGS_PER_MINUTE"
    case failedLoginsPerMinute = "KUMQUAT_FAILED_LOGINS_PER_MINUTE"
    case connectionsPerAddress = "KUMQUAT_CONNECTIONS_PER_ADDRESS"
    case feedGraceSeconds = "KUMQUAT_FEED_GRACE_SECONDS"
    case uploadsPerDay = "KUMQUAT_UPLOADS_PER_DAY"
    case uploadMegabytes = "KUMQUAT_UPLOAD_MEGABYTES"
    case posterFont = "KUMQUAT_POSTER_FONT"
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
    case approvalPoints = "KUMQUAT_APPROVAL_POINTS"
    case pointsRules = "KUMQUAT_POINTS_RULES"
    case hotCities = "KUMQUAT_HOT_CITIES"
    case orderMinutes = "KUMQUAT_ORDER_MINUTES"
    case approvalYuan = "KUMQUAT_APPROVAL_YUAN"
    case bridgePage = "KUMQUAT_BRIDGE_PAGE"
    case shippingWay = "KUMQUAT_SHIPPING_WAY"
    case treasureClaimDays = "KUMQUAT_TREASURE_CLAIM_DAYS"
    case treasurePayoutYuanPerDay = "KUMQUAT_TREASURE_PAYOUT_YUAN_PER_DAY"
    case treasureCoolDown = "KUMQUAT_TREASURE_COOLDOWN_SECONDS"
    case treasureTaskDays = "KUMQUAT_TREASURE_TASK_DAYS"
    case treasurePayMinutes = "KUMQUAT_TREASURE_PAY_MINUTES"
    case treasureDigsPerDay = "KUMQUAT_TREASURE_DIGS_PER_DAY"
    case treasureTasksPerDay = "KUMQUAT_TREASURE_TASKS_PER_DAY"
    case treasureMostYuan = "KUMQUAT_TREASURE_MOST_YUAN"
    case treasurePosterPage = "KUMQUAT_TREASURE_POSTER_PAGE"

    /// Secrets may also come from a file: the same name with `_FILE` behind it holds the path.
    public var hasFileVariant: Bool {
        switch self {
        case .internalKeys, .adminKey, .dataKeys, .smsSecret: true
        default: false
        }
    }

    /// What production never takes.
    public var isForSandboxOnly: Bool {
        switch self {
        case .sandboxURLs, .sandboxPublic, .sandboxSeed, .sandboxDaysAgo, .sandboxDieAt,
            .sandboxOrigin:
            true
        default: false
        }
    }
}
