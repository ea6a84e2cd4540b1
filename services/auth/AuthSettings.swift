import Basics
import Contracts
import HTTP
import HTTPClient
import ServiceKit
import Vault
import WeChat

/// Every setting of this process.
struct AuthSettings: Sendable {
    /// Sandbox or production.
    let stage: Stage
    /// `KUMQUAT_DATA_KEYS`
    let vault: DataVault
    /// `KUMQUAT_WECHAT_URL`: WeChat itself, in the sandbox environment the sandbox.
    let weChat: WeChatHost
    /// `KUMQUAT_DEFAULT_APPID`: the app of log-ins that name none.
    let defaultAppID: String?

    init(_ process: ProcessContext) throws {
        let environment = process.environment
        stage = environment.stage
        vault = try DataVault(process)
        weChat = try Self.host(process)
        defaultAppID = environment.optionalText(.defaultAppID)
    }

    /// In the sandbox environment the sandbox, at the address where its other callers find it.
    private static func host(_ process: ProcessContext) throws -> WeChatHost {
        let environment = process.environment
        let isSandbox = environment.stage == .sandbox
        let origin =
            isSandbox && environment.optionalText(.wechatURL) == nil
            ? try process.upstream(.sandbox).addresses[0].description
            : try environment.url(.wechatURL, default: "https://api.weixin.qq.com")
        guard let host = WeChatHost(origin) else {
            throw SettingError(.wechatURL, "must be an origin such as https://api.weixin.qq.com")
        }
        return host
    }
}
