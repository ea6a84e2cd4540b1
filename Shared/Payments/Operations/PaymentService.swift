public import Basics
public import Jobs
public import ServiceKit
public import Storage
import WeChatPay

/// Payments, refunds and transfers of one service: rows in its own file first, then WeChat Pay.
///
/// The service asks within its own units (``open(_:in:)``, ``refund(_:in:)``, ``transfer(_:in:)``)
/// and says by its ``PaymentEffects`` what money does. What has to happen afterwards happens by
/// jobs, whatever crashes: calls, queries where no callback comes, money back that nobody wanted.
public struct PaymentService: Sendable {
    /// The merchant accounts.
    public let accounts: MerchantAccounts
    let database: ServiceDatabase
    let jobs: JobQueue
    let kinds: PaymentJobs
    let tag: PaymentTag
    let effects: PaymentEffects
    /// Where callbacks go: `https://host/callbacks/wechatpay/commerce`.
    let callbackURL: String
    let clock: DomainClock
    let log: Logger
    let metrics: PaymentMetrics
    let hook: FaultHook
    /// Whoever likes can send what is no callback: a line a second about those is enough.
    let doubtLines = LineQuota(perSecond: 1)

    /// Payments in this file. `callbackURL` is what stands before `/{mchid}/{payment|refund|transfer}`
    /// in the addresses that WeChat Pay is given; `leaseSeconds` how long a job is left to a process
    /// that may have died.
    public init(
        accounts: MerchantAccounts,
        database: ServiceDatabase,
        jobs: JobQueue,
        tag: PaymentTag,
        effects: PaymentEffects,
        callbackURL: String,
        clock: DomainClock,
        log: Logger,
        metrics: Metrics,
        leaseSeconds: Int? = nil,
        hook: FaultHook = .none
    ) {
        self.accounts = accounts
        self.database = database
        self.jobs = jobs
        kinds = PaymentJobs(leaseSeconds: leaseSeconds ?? PaymentJobs.usualLeaseSeconds)
        self.tag = tag
        self.effects = effects
        self.callbackURL = callbackURL
        self.clock = clock
        self.log = log
        self.metrics = PaymentMetrics(metrics)
        self.hook = hook
    }

    var now: UnixTime { clock.now }

    /// WeChat Pay takes no request that was signed so long ago: what was asked for before that and
    /// is unknown there will not arrive any more. By the real clock.
    private static let requestSeconds: Int64 = 360

    /// Whether a call that was begun then may still be on its way.
    func mayBeUnderway(_ askedAt: UnixTime?) -> Bool {
        guard let askedAt else { return false }
        return clock.real.now() < askedAt.adding(seconds: Self.requestSeconds)
    }

    func notifyURL(_ kind: PayCallbackKind, _ mchid: String) -> String {
        "\(callbackURL)/\(mchid)/\(kind.rawValue)"
    }

    // MARK: Looking

    /// The payment that can be made for a thing at present, or was made.
    public func payment(of ref: String, in connection: Connection) throws -> PaymentRecord? {
        try PaymentStore(connection).present(of: ref)
    }

    /// All payments that were begun for a thing, the newest first: with those that were closed, and
    /// whose money went back.
    public func payments(of ref: String, in connection: Connection) throws -> [PaymentRecord] {
        try PaymentStore(connection).all(of: ref)
    }

    /// The newest attempt to give money back for a cause.
    public func refund(of ref: String, in connection: Connection) throws -> RefundRecord? {
        try RefundStore(connection).newest(of: ref)
    }

    /// All refunds of a payment, the oldest first.
    public func refunds(
        of payment: ID<PaymentRecord>,
        in connection: Connection
    ) throws -> [RefundRecord] {
        try RefundStore(connection).all(of: payment)
    }

    /// The newest attempt to pay somebody for a thing.
    public func transfer(of ref: String, in connection: Connection) throws -> TransferRecord? {
        try TransferStore(connection).newest(of: ref)
    }

    /// What is held of somebody's money; nothing where none has come.
    public func held(in fund: String, _ connection: Connection) throws -> Money {
        try FundStore(connection).fund(fund)?.balance ?? .zero
    }
}
