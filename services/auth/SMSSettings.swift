import Basics
import Contracts
import HTTP
import HTTPClient
import SMS
import ServiceKit

/// How codes get to mobiles.
struct SMSSettings: Sendable {
    /// What has to be known of a provider.
    struct Sending: Sendable {
        let account: SMSAccount
        let origin: Origin
        let template: SMSTemplate
        /// Whether the template also names the minutes that a code is good for.
        let namesMinutes: Bool
    }

    /// Nil where no provider is set: no message can be sent then.
    let sending: Sending?
    let limits: SMSLimits

    init(_ process: ProcessContext) throws {
        let environment = process.environment
        limits = SMSLimits(
            perDay: try environment.integer(.smsDailyBudget, default: 1000, in: 1...10_000_000),
            perAddress: try environment.integer(.smsPerAddress, default: 20, in: 1...1_000_000),
            perApp: try environment.integer(.smsPerApp, default: 500, in: 1...1_000_000)
        )
        sending = try Self.sending(process)
    }

    private enum Provider: String, CaseIterable {
        case tencent, aliyun
    }

    private static func sending(_ process: ProcessContext) throws -> Sending? {
        let environment = process.environment
        // The sandbox takes messages in the way of both.
        let isSandbox = environment.stage == .sandbox
        guard isSandbox || environment.optionalText(.smsProvider) != nil else { return nil }
        let account = try account(environment, isSandbox)
        return Sending(
            account: account,
            origin: try origin(process, account, isSandbox),
            template: SMSTemplate(
                sign: try text(.smsSign, environment, sandbox: isSandbox ? "金桔" : nil),
                id: try text(
                    .smsTemplate,
                    environment,
                    sandbox: isSandbox ? account.provider.sandboxTemplate : nil
                )
            ),
            namesMinutes: try environment.flag(.smsTemplateMinutes)
        )
    }

    private static func account(
        _ environment: Environment,
        _ isSandbox: Bool
    ) throws -> SMSAccount {
        let keyID = try text(.smsKeyID, environment, sandbox: isSandbox ? "sandbox" : nil)
        guard
            let secret = try environment.secret(.smsSecret)?.reveal()
                ?? (isSandbox ? "sandbox" : nil)
        else { throw SettingError(.smsSecret, "is needed to send messages") }
        let provider: SMSAccount.Provider
        switch try environment.choice(.smsProvider, default: Provider.tencent) {
        case .aliyun: provider = .aliyun
        case .tencent:
            provider = .tencent(
                sdkAppID: try text(
                    .smsAppID,
                    environment,
                    sandbox: isSandbox ? "1400000000" : nil
                ),
                region: environment.text(.smsRegion, default: "ap-guangzhou")
            )
        }
        return SMSAccount(provider, keyID: keyID, secret: secret)
    }

    /// In the sandbox environment the sandbox, at the address where its other callers find it.
    private static func origin(
        _ process: ProcessContext,
        _ account: SMSAccount,
        _ isSandbox: Bool
    ) throws -> Origin {
        let environment = process.environment
        let text =
            isSandbox && environment.optionalText(.smsURL) == nil
            ? try process.upstream(.sandbox).addresses[0].description
            : try environment.url(.smsURL, default: account.usualOrigin)
        guard let origin = Origin(text) else {
            throw SettingError(.smsURL, "must be an origin such as \(account.usualOrigin)")
        }
        return origin
    }

    private static func text(
        _ key: SettingKey,
        _ environment: Environment,
        sandbox: String?
    ) throws -> String {
        guard let text = environment.optionalText(key) ?? sandbox else {
            throw SettingError(key, "is needed to send messages")
        }
        return text
    }
}

/// How many messages there may be, beside what one mobile gets.
struct SMSLimits: Sendable {
    /// All in all, a day in China.
    var perDay = 1000
    /// From one address of the network, an hour.
    var perAddress = 20
    /// For one mini-program, an hour.
    var perApp = 500
}

extension SMSAccount.Provider {
    /// A template as this provider numbers them; the sandbox takes any.
    fileprivate var sandboxTemplate: String {
        switch self {
        case .tencent: "1000001"
        case .aliyun: "SMS_1000001"
        }
    }
}
