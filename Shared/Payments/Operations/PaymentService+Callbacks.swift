public import Basics
public import HTTP
import Jobs
import ServiceKit
import Storage
import WeChatPay

/// What a callback is about: the last part of its address.
public enum PayCallbackKind: String, Sendable, CaseIterable {
    case payment, refund, transfer
}

/// What became of a callback.
enum CallbackOutcome: String, CaseIterable {
    case applied
    /// It had come before.
    case `repeated`
    /// It is WeChat Pay's, but the owner could not apply it at once: a job goes on.
    case postponed
    /// It is not WeChat Pay's, or not fresh.
    case forged
    /// It is WeChat Pay's, but contradicts what is here.
    case contradictory
    /// Nothing could be looked at; it comes again.
    case unavailable
}

extension PaymentService {
    /// Takes what came to `/callbacks/wechatpay/{service}/{mchid}/{kind}`: head and body as they
    /// came (``PayCallback``).
    ///
    /// Proven first, by the key that the head names; then, in one unit, kept and applied; only then
    /// acknowledged. What the owner cannot apply is kept for a job, and acknowledged. What is not
    /// WeChat Pay's, or contradicts the row that it names, is refused, and the truth asked for.
    public func receive(
        _ kind: PayCallbackKind,
        mchid: String,
        headers: HeaderFields,
        body: Bytes
    ) async throws(PayCallbackRefusal) {
        let event: PayEvent
        do {
            event = try await accounts.client(mchid).event(headers, body)
        } catch {
            throw refusal(of: error)
        }
        hook.reach(.callbackVerified)
        guard event.isAbout(kind), let number = event.number else {
            throw contradictory(.stateImpossible, event, number: "")
        }
        let row = CallbackStore.Event(
            mchid: mchid,
            eventID: event.id,
            type: event.type,
            number: number,
            at: now,
            serial: headers["Wechatpay-Serial"] ?? "",
            signature: headers["Wechatpay-Signature"] ?? "",
            signedAt: headers["Wechatpay-Timestamp"] ?? "",
            nonce: headers["Wechatpay-Nonce"] ?? "",
            body: body,
            content: event.content
        )
        try await keep(row, event)
    }

    private func keep(
        _ row: CallbackStore.Event,
        _ event: PayEvent
    ) async throws(PayCallbackRefusal) {
        do {
            let (isNew, outcome) = try await database.writeRepeatable { unit in
                guard try CallbackStore(unit.connection).add(row, isApplied: true) else {
                    return (false, nil as PaymentMetrics.Money?)
                }
                return (true, try apply(event.kind, mchid: row.mchid, in: unit))
            }
            metrics.count(outcome)
            hook.reach(.callbackApplied)
            metrics.count(callback: isNew ? .applied : .repeated)
        } catch let contradiction as Contradiction {
            await askForTruth(about: row.number, event.kind)
            throw contradictory(contradiction, event, number: row.number)
        } catch let error as StorageError where error.isTransient {
            throw unavailable(error)
        } catch {
            try await postpone(row, error)
        }
    }

    private func apply(
        _ kind: PayEvent.Kind,
        mchid: String,
        in unit: UnitOfWork
    ) throws -> PaymentMetrics.Money? {
        switch kind {
        case .payment(let told): try notePaid(told, mchid: mchid, in: unit).outcome
        case .refund(let told): try note(told, mchid: mchid, in: unit).outcome
        case .transfer(let told): try note(told, mchid: mchid, in: unit).outcome
        case .other: nil
        }
    }

    /// The owner could not take it: kept for a job.
    private func postpone(
        _ row: CallbackStore.Event,
        _ cause: any Error
    ) async throws(PayCallbackRefusal) {
        log.error(
            "a callback of WeChat Pay cannot be applied",
            ["event": .text(row.eventID), "number": .text(row.number), "cause": .text("\(cause)")]
        )
        do {
            try await database.writeRepeatable { [jobs, kinds] unit in
                let isNew = try CallbackStore(unit.connection)
                    .add(row, isApplied: false, trouble: Self.trouble(cause))
                guard isNew else { return }
                try jobs.enqueue(
                    kinds.callback,
                    key: "\(row.mchid):\(row.eventID)",
                    PaymentJobs.Event(mchid: row.mchid, event: row.eventID),
                    due: unit.now.adding(seconds: 1),
                    in: unit
                )
            }
        } catch {
            throw unavailable(error)
        }
        metrics.count(callback: .postponed)
    }

    /// The job of a callback that waits.
    func apply(event id: String, of mchid: String) async throws {
        let outcome = try await database.writeRepeatable { unit -> PaymentMetrics.Money? in
            let store = CallbackStore(unit.connection)
            guard let (type, content) = try store.waiting(id, of: mchid),
                try store.setApplied(id, of: mchid, at: unit.now)
            else { return nil }
            guard let kind = PayEvent.Kind(type: type, content: content) else {
                throw StorageError.corrupt
            }
            return try apply(kind, mchid: mchid, in: unit)
        }
        metrics.count(outcome)
    }

    /// What was said cannot be; what is true says the query.
    private func askForTruth(about number: String, _ kind: PayEvent.Kind) async {
        do {
            try await database.writeRepeatable { [self] unit in
                switch kind {
                case .payment:
                    let row = try PaymentStore(unit.connection).payment(number: number)
                    if let row, row.state.isLive { try schedule(row, at: unit.now, in: unit) }
                case .refund:
                    let row = try RefundStore(unit.connection).refund(number: number)
                    if let row, !row.state.isFinal { try schedule(row, at: unit.now, in: unit) }
                case .transfer:
                    let row = try TransferStore(unit.connection).transfer(number: number)
                    if let row, !row.state.isFinal { try schedule(row, at: unit.now, in: unit) }
                case .other: break
                }
            }
        } catch {
            log.warning("the truth is asked for later", ["cause": .text("\(error)")])
        }
    }

    // MARK: Saying no

    private func refusal(of error: any Error) -> PayCallbackRefusal {
        switch error {
        case PayFailure.notAuthentic(let doubt):
            warn("a callback is not WeChat Pay's", ["doubt": .text("\(doubt)")])
            metrics.count(callback: .forged)
            return .forged
        case MerchantAccounts.Absent.unknown:
            warn("a callback names an account that is not known")
            metrics.count(callback: .forged)
            return .accountUnknown
        default: return unavailable(error)
        }
    }

    private func warn(_ what: StaticString, _ fields: LogFields = [:]) {
        guard let leftOut = doubtLines.take() else { return }
        var fields = fields
        if leftOut > 0 { fields.add("left_out", .integer(leftOut)) }
        log.warning(what, fields)
    }

    private func unavailable(_ error: any Error) -> PayCallbackRefusal {
        log.error("a callback of WeChat Pay has to come again", ["cause": .text("\(error)")])
        metrics.count(callback: .unavailable)
        return .unavailable
    }

    private func contradictory(
        _ contradiction: Contradiction,
        _ event: PayEvent,
        number: String
    ) -> PayCallbackRefusal {
        log.error(
            "a callback of WeChat Pay contradicts what is here",
            [
                "event": .text(event.id), "number": .text(number),
                "contradiction": .text(contradiction.rawValue),
            ]
        )
        metrics.count(callback: .contradictory)
        return .contradictory
    }
}

extension PayEvent {
    /// Whether it belongs to an address of this kind.
    fileprivate func isAbout(_ kind: PayCallbackKind) -> Bool {
        switch (kind, self.kind) {
        case (.payment, .payment), (.refund, .refund), (.transfer, .transfer): true
        default: false
        }
    }

    /// Our number of what it is about.
    fileprivate var number: String? {
        switch kind {
        case .payment(let told): told.outTradeNo
        case .refund(let told): told.outRefundNo
        case .transfer(let told): told.outBillNo
        case .other: nil
        }
    }
}
