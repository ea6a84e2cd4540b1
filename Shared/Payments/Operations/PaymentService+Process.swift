import Contracts
import HTTP
import HTTPClient
public import Jobs
public import ServiceKit
import Storage
import Vault

extension PaymentService {
    /// One call to WeChat Pay takes at most so long.
    private static let callMilliseconds = 10_000

    /// The payments of a process, as its settings say: `KUMQUAT_WECHATPAY_URL` is WeChat Pay, in the
    /// sandbox environment the sandbox; callbacks go to `KUMQUAT_PUBLIC_URL`.
    public init(
        _ process: ProcessContext,
        database: ServiceDatabase,
        jobs: JobQueue,
        tag: PaymentTag,
        effects: PaymentEffects,
        leaseSeconds: Int? = nil
    ) throws {
        let accounts = MerchantAccounts(
            database: database,
            vault: try DataVault(process),
            origin: try Self.origin(process),
            realClock: process.clock.real,
            random: process.random,
            workers: process.workers
        ) { request throws(ClientFailure) in
            var request = request
            request.totalMilliseconds = Self.callMilliseconds
            return try await process.http.send(request)
        }
        let publicURL = try process.environment.publicURL()
        self.init(
            accounts: accounts,
            database: database,
            jobs: jobs,
            tag: tag,
            effects: effects,
            callbackURL: "\(publicURL)/callbacks/wechatpay/\(process.name)",
            clock: process.clock,
            log: process.log,
            metrics: process.metrics,
            leaseSeconds: leaseSeconds,
            hook: try FaultHook.of(process.environment)
        )
    }

    private static func origin(_ process: ProcessContext) throws -> Origin {
        let environment = process.environment
        let isGiven = environment.optionalText(.wechatPayURL) != nil
        let text =
            environment.stage == .sandbox && !isGiven
            ? try process.upstream(.sandbox).addresses[0].description
            : try environment.url(.wechatPayURL, default: "https://api.mch.weixin.qq.com")
        guard let origin = Origin(text) else {
            throw SettingError(.wechatPayURL, "must be an origin such as https://host")
        }
        return origin
    }
}
