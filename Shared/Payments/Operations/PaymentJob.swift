import Basics
public import Jobs
import ServiceKit
import Storage
import WeChatPay

/// The kinds of jobs, each with a row's number as its key.
enum PaymentJob {
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

    // Nobody gives money up because WeChat Pay is away: what is stuck is seen by its row.
    private static let patient = RetryPolicy(
        longestSeconds: 600,
        parkAfter: nil,
        leaseSeconds: 60
    )
    static let payment = JobKind<Row>("payments.payment", retries: patient)
    static let refund = JobKind<Row>("payments.refund", retries: patient)
    static let transfer = JobKind<Row>("payments.transfer", retries: patient)
    static let callback = JobKind<Event>("payments.callback")
    static let bill = JobKind<Bill>(
        "payments.bill",
        retries: RetryPolicy(firstMilliseconds: 60_000, longestSeconds: 3600, leaseSeconds: 300)
    )
}

extension PaymentService {
    /// Has a runner do what has to happen. Every process of a service that has payments does this.
    public func addJobs(to runner: JobRunner) throws {
        try runner.on(PaymentJob.payment) { job in
            let id = ID<PaymentRecord>(job.payload.id)
            do {
                return outcome(try await step(payment: id))
            } catch {
                return .failed(error)
            }
        }
        try runner.on(PaymentJob.refund) { job in
            let id = ID<RefundRecord>(job.payload.id)
            do {
                return outcome(try await step(refund: id))
            } catch {
                await note(error, onRefund: id)
                return .failed(error)
            }
        }
        try runner.on(PaymentJob.transfer) { job in
            let id = ID<TransferRecord>(job.payload.id)
            do {
                return outcome(try await step(transfer: id))
            } catch {
                await note(error, onTransfer: id)
                return .failed(error)
            }
        }
        try runner.on(PaymentJob.callback) { job in
            try await apply(event: job.payload.event, of: job.payload.mchid)
            return .done
        }
        try runner.on(PaymentJob.bill) { job in
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
        case PayFailure.retryLater(nil): "no_answer"
        case PayFailure.ourFault(nil): "request_impossible"
        case PayFailure.notAuthentic(let doubt): "not_authentic: \(doubt)"
        case let contradiction as Contradiction: contradiction.rawValue
        case MerchantAccounts.Absent.unknown: "account_unknown"
        case MerchantAccounts.Absent.unreadable: "account_unreadable"
        default: "\(error)"
        }
    }

    func note(_ error: any Error, onRefund id: ID<RefundRecord>) async {
        try? await database.write { [now] connection in
            try RefundStore(connection).setTrouble(Self.trouble(error), of: id, at: now)
        }
    }

    func note(_ error: any Error, onTransfer id: ID<TransferRecord>) async {
        try? await database.write { [now] connection in
            try TransferStore(connection).setTrouble(Self.trouble(error), of: id, at: now)
        }
    }

    // MARK: Writing jobs down

    func schedule(_ payment: PaymentRecord, at due: UnixTime, in connection: Connection) throws {
        try jobs.enqueue(
            PaymentJob.payment,
            key: payment.number,
            PaymentJob.Row(id: payment.id.rawValue),
            due: due,
            again: .sooner,
            in: connection
        )
    }

    func schedule(_ refund: RefundRecord, at due: UnixTime, in connection: Connection) throws {
        try jobs.enqueue(
            PaymentJob.refund,
            key: refund.number,
            PaymentJob.Row(id: refund.id.rawValue),
            due: due,
            again: .sooner,
            in: connection
        )
    }

    func schedule(
        _ transfer: TransferRecord,
        at due: UnixTime,
        in connection: Connection
    ) throws {
        try jobs.enqueue(
            PaymentJob.transfer,
            key: transfer.number,
            PaymentJob.Row(id: transfer.id.rawValue),
            due: due,
            again: .sooner,
            in: connection
        )
    }
}
