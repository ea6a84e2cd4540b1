public import Basics
import Jobs
public import ServiceKit
import Storage
public import WeChatPay

extension PaymentService {
    /// Prepay ids are good for two hours; used for so long.
    private static let prepaySeconds: Int64 = 6600
    /// So many rows are begun one after the other before somebody has to ask again.
    private static let rounds = 3

    /// What the phone is handed to pay. `request` runs in the unit that opens the payment: it looks
    /// whether the thing may be paid at all, by whom and where, and throws the owner's refusal. It
    /// may run several times; for the same thing it gives the same request, its end included.
    public func pay<Refusal: Error & Sendable>(
        refusing translate: @escaping @Sendable (PaymentRefusal) -> Refusal,
        _ request: @escaping @Sendable (UnitOfWork) throws -> PaymentRequest
    ) async throws(Failure<Refusal>) -> RequestPaymentArguments {
        do {
            for _ in 0..<Self.rounds {
                let opening = try await database.writeRepeatable { unit in
                    try open(request(unit), in: unit)
                }
                switch opening {
                case .refused(let refusal): throw refusal
                // Whatever becomes of the former one, the next round sees it.
                case .closeFirst(let former): _ = try await step(payment: former.id)
                case .open(let payment):
                    hook.reach(.paymentOpened)
                    if let arguments = try await place(payment) { return arguments }
                }
            }
            throw Failure<PaymentRefusal>.unavailable(retryAfterSeconds: 1)
        } catch {
            throw failure(error, translate)
        }
    }

    /// Nil where the number is used up: its payment makes room for another one.
    private func place(_ payment: PaymentRecord) async throws -> RequestPaymentArguments? {
        let client = try await accounts.client(payment.request.mchid)
        let appid = payment.request.appid
        if let known = payment.prepayID, let since = payment.prepayAt,
            now < since.adding(seconds: Self.prepaySeconds)
        {
            return try await client.paymentArguments(appid, known)
        }
        let prepayID: String
        do throws(PayFailure) {
            prepayID = try await client.placeOrder(order(payment))
        } catch {
            guard case .refused(let refusal) = error else { throw error }
            return try await goOn(after: refusal, payment, client)
        }
        hook.reach(.paymentPlaced)
        let isOpen = try await database.writeRepeatable { unit in
            try PaymentStore(unit.connection).setPrepay(prepayID, of: payment.id, at: unit.now)
        }
        hook.reach(.paymentNoted)
        guard isOpen else { throw PaymentRefusal.closed }
        return try await client.paymentArguments(appid, prepayID)
    }

    private func order(_ payment: PaymentRecord) -> PaymentOrder {
        PaymentOrder(
            appid: payment.request.appid,
            outTradeNo: payment.number,
            description: payment.request.description,
            total: payment.request.amount,
            payer: payment.request.openid,
            notifyURL: notifyURL(.payment, payment.request.mchid),
            expiresAt: payment.request.expiresAt
        )
    }

    /// Refusals are not signed: what is true about money says the query.
    private func goOn(
        after refusal: PayRefusal,
        _ payment: PaymentRecord,
        _ client: WeChatPayClient
    ) async throws -> RequestPaymentArguments? {
        switch refusal.kind {
        case .orderPaid, .orderClosed, .numberUsed, .invalid: break
        case .unknown, .notEnough, .userAbnormal, .other: throw PayFailure.refused(refusal)
        }
        guard let present = try await ask(payment, client) else {
            throw PayFailure.refused(refusal)
        }
        switch present.state {
        case .paid: throw PaymentRefusal.alreadyPaid
        case .closed, .returned, .closing: return nil
        case .open: break
        }
        // It was placed with other words, before a setting was changed: another one.
        try await database.writeRepeatable { unit in
            guard var burnt = try PaymentStore(unit.connection).payment(payment.id),
                burnt.state == .open
            else { return }
            burnt.isReplaced = true
            burnt.trouble = refusal.code
            _ = try startClosing(burnt, in: unit)
        }
        return nil
    }

    /// What may be said to whoever asked; causes go to the log.
    func failure<Refusal: Error & Sendable>(
        _ error: any Error,
        _ translate: (PaymentRefusal) -> Refusal
    ) -> Failure<Refusal> {
        switch error {
        case let refusal as Refusal: return .refused(refusal)
        case let failure as Failure<Refusal>: return failure
        case let failure as Failure<PaymentRefusal>: return failure.map(translate)
        case let refusal as PaymentRefusal: return .refused(translate(refusal))
        case PayFailure.refused(let refusal):
            log.warning("WeChat Pay refused an order", ["code": .text(refusal.code)])
            return .refused(translate(.notAllowed))
        case PayFailure.retryLater, PayFailure.noAnswer, PayFailure.notAuthentic:
            log.warning("WeChat Pay gave no answer", ["cause": .text(Self.trouble(error))])
            return .unavailable(retryAfterSeconds: 2)
        case MerchantAccounts.Absent.unavailable: return .unavailable(retryAfterSeconds: 1)
        case let storage as StorageError where storage.isTransient:
            log.warning("the database did not take it", ["cause": .text("\(storage)")])
            return .unavailable(retryAfterSeconds: 1)
        default:
            log.error("a payment failed", ["cause": .text("\(error)")])
            return .fault
        }
    }
}
