import Basics
public import Jobs
import ServiceKit
import Storage
import WeChatPay

/// The kinds of jobs, each with the number of a row as its key.
struct PaymentJobs: Sendable {
    /// A row by its number.
    struct Row: Codable, Sendable {
        let id: Int64
    }

    /// A callback that could not be applied at once.
    struct Event: Codable, Sendable {
        let mchid: String
        let event: String
    }

    /// The bills of a day.
    struct Bill: Codable, Sendable {
        let mchid: String
        let day: Int64
    }

    let payment: JobKind<Row>
    let refund: JobKind<Row>
    let transfer: JobKind<Row>
    let callback: JobKind<Event>
    let bill: JobKind<Bill>

    /// So long does somebody else wait to take a job over after a crash; more than a call to
    /// WeChat Pay and a query take.
    static let usualLeaseSeconds = 30

    init(leaseSeconds: Int) {
        // Nobody gives money up because WeChat Pay is away: what is stuck is seen by its row.
        let patient = RetryPolicy(
            longestSeconds: 600,
            parkAfter: nil,
            leaseSeconds: leaseSeconds
        )
        payment = JobKind("payments.payment", retries: patient)
        refund = JobKind("payments.refund", retries: patient)
        transfer = JobKind("payments.transfer", retries: patient)
        callback = JobKind(
            "payments.callback",
            retries: RetryPolicy(leaseSeconds: leaseSeconds)
        )
        bill = JobKind(
            "payments.bill",
            retries: RetryPolicy(
                firstMilliseconds: 60_000,
                longestSeconds: 3600,
                leaseSeconds: 10 * leaseSeconds
            )
        )
    }
}

extension PaymentService {
    /// Has a runner do what has to happen. Every process of a service that has payments does this.
    public func addJobs(to runner: JobRunner) throws {
        try runner.on(kinds.payment) { job in
            let id = ID<PaymentRecord>(job.payload.id)
            do {
                return outcome(try await step(payment: id))
            } catch {
                return .failed(error)
            }
        }
        try runner.on(kinds.refund) { job in
            let id = ID<RefundRecord>(job.payload.id)
            do {
                return outcome(try await step(refund: id))
            } catch {
                await note(error, onRefund: id)
                return .failed(error)
            }
        }
        try runner.on(kinds.transfer) { job in
            let id = ID<TransferRecord>(job.payload.id)
            do {
                return outcome(try await step(transfer: id))
            } catch {
                await note(error, onTransfer: id)
                return .failed(error)
            }
        }
        try runner.on(kinds.callback) { job in
            try await apply(event: job.payload.event, of: job.payload.mchid)
            return .done
        }
        try runner.on(kinds.bill) { job in
            try await compareBills(of: Day(number: job.payload.day), mchid: job.payload.mchid) {
                try await job.renew()
            }
            return .done
        }
    }

    private func outcome(_ progress: Progress) -> JobOutcome {
        switch progress {
        case .done: .done
        case .again(let time): .later(at: time)
        case .stuck(let reason): .park(reason: reason)
        }
    }

    // MARK: Why something does not get on

    /// What finance reads: WeChat Pay's word where there is one.
    static func trouble(_ error: any Error) -> String {
        switch error {
        case PayFailure.refused(let refusal), PayFailure.retryLater(let refusal?),
            PayFailure.ourFault(let refusal?):
            "\(refusal.code): \(refusal.message)"
        case PayFailure.noAnswer(let unanswered): "no_answer: \(unanswered)"
        case PayFailure.retryLater(nil): "busy"
        case PayFailure.ourFault(nil): "request_impossible"
        case PayFailure.notAuthentic(let doubt): "not_authentic: \(doubt)"
        case let contradiction as Contradiction: contradiction.rawValue
        case MerchantAccounts.Absent.unknown: "account_unknown"
        case MerchantAccounts.Absent.unreadable: "account_unreadable"
        default: "\(error)"
        }
    }

    func note(_ error: any Error, onRefund id: ID<RefundRecord>) async {
        try? await database.writeRepeatable { unit in
            try RefundStore(unit.connection).setTrouble(Self.trouble(error), of: id, at: unit.now)
        }
    }

    func note(_ error: any Error, onTransfer id: ID<TransferRecord>) async {
        try? await database.writeRepeatable { unit in
            try TransferStore(unit.connection).setTrouble(Self.trouble(error), of: id, at: unit.now)
        }
    }

    // MARK: Writing jobs down

    func schedule(_ payment: PaymentRecord, at due: UnixTime, in unit: UnitOfWork) throws {
        try jobs.enqueue(
            kinds.payment,
            key: payment.number,
            PaymentJobs.Row(id: payment.id.rawValue),
            due: due,
            again: .sooner,
            in: unit
        )
    }

    func schedule(_ refund: RefundRecord, at due: UnixTime, in unit: UnitOfWork) throws {
        try jobs.enqueue(
            kinds.refund,
            key: refund.number,
            PaymentJobs.Row(id: refund.id.rawValue),
            due: due,
            again: .sooner,
            in: unit
        )
    }

    func schedule(
        _ transfer: TransferRecord,
        at due: UnixTime,
        in unit: UnitOfWork
    ) throws {
        try jobs.enqueue(
            kinds.transfer,
            key: transfer.number,
            PaymentJobs.Row(id: transfer.id.rawValue),
            due: due,
            again: .sooner,
            in: unit
        )
    }
}
