import Basics
import Crypto
import HTTP
import HTTPClient
import JSON
import ServiceKit
import Storage

extension Sandbox {
    /// How a callback went.
    struct PayDelivery: Sendable {
        /// Whether it was put on its way at all.
        let isSent: Bool
        /// The HTTP status of the answer; 0 without one.
        let status: Int

        static let notSent = PayDelivery(isSent: false, status: 0)
    }

    /// A row first; then it is sent: by whoever wrote it as `sending`, or by the clockwork.
    func addCallback(
        _ draft: PayCallback.Draft,
        _ state: PayCallback.State,
        _ connection: Connection
    ) throws -> PayCallback {
        let now = clock.now
        let callback = PayCallback(
            id: try connection.nextID(),
            eventID: payNumbers.eventID,
            draft: draft,
            state: state,
            isHeld: false,
            tries: 0,
            createdAt: now,
            nextAt: now
        )
        try PayCallbackStore(connection).add(callback)
        if state == .waiting { try ask(Kind.callbacks, at: now, connection) }
        return callback
    }

    /// Sends one whose state is `sending`, and notes how that went.
    func deliver(_ callback: PayCallback) async throws -> PayDelivery {
        let fault = try await takeFault(
            at: callback.draft.event.faultPath,
            of: FaultPath.callback
        )
        let now = clock.now
        switch fault?.kind {
        case .loseCallback:
            try await note(callback, status: 0, fault, becoming: .lost, next: now)
            return .notSent
        case .delayCallback:
            let next = now.adding(milliseconds: fault?.milliseconds ?? 0)
            try await postpone(callback, until: next, isHeld: false)
            return .notSent
        case .reorderCallback:
            let next = now.adding(seconds: PayCallback.heldSeconds)
            try await postpone(callback, until: next, isHeld: true)
            return .notSent
        default: break
        }
        var status = await post(callback, fault)
        if fault?.kind == .duplicateCallback { status = await post(callback, fault) }
        let isTaken = (200...299).contains(status)
        let next = isTaken ? nil : try await nextTime(after: callback, from: now)
        try await note(
            callback,
            status: status,
            fault,
            becoming: isTaken ? .done : next == nil ? .givenUp : .waiting,
            next: next ?? now
        )
        return PayDelivery(isSent: true, status: status)
    }

    /// Nil where it was sent often enough.
    private func nextTime(after callback: PayCallback, from now: UnixTime) async throws -> UnixTime?
    {
        let position = Int(clamping: callback.tries)
        guard position < PayCallback.schedule.count else { return nil }
        let speed = try await payMerchant(callback.draft.mchid).settings.callbackSpeed
        return now.adding(milliseconds: PayCallback.schedule[position] * 1000 / max(speed, 1))
    }

    func postpone(_ callback: PayCallback, until next: UnixTime, isHeld: Bool) async throws {
        try await database.write { connection in
            try PayCallbackStore(connection)
                .put(callback.id, .waiting, isHeld: isHeld, next: next)
            try ask(Kind.callbacks, at: next, connection)
        }
    }

    private func note(
        _ callback: PayCallback,
        status: Int,
        _ fault: Fault?,
        becoming state: PayCallback.State,
        next: UnixTime
    ) async throws {
        let now = clock.now
        try await database.write { connection in
            let store = PayCallbackStore(connection)
            try store.note(
                PayCallbackStore.Try(
                    number: callback.tries + 1,
                    at: now,
                    status: Int64(status),
                    fault: fault?.kind.rawValue ?? ""
                ),
                of: callback.id
            )
            try store.put(callback.id, state, next: next)
            if state == .waiting { try ask(Kind.callbacks, at: next, connection) }
            guard state != .lost else { return }
            // Those that waited for this one to go first.
            if try store.release(at: now) { try ask(Kind.callbacks, at: now, connection) }
        }
    }

    // MARK: On the wire

    /// So much of what the merchant says is looked at.
    private static let answerOctets = 4096

    /// The status of the answer; 0 where none came in time.
    private func post(_ callback: PayCallback, _ fault: Fault?) async -> Int {
        do {
            let request = try await request(callback, fault)
            return try await sendLogged(.callback, request, fault, upTo: Self.answerOctets).status
        } catch {
            log.info(
                "a callback was not answered",
                ["event": .text(callback.draft.event.rawValue), "cause": .text("\(error)")]
            )
            return 0
        }
    }

    private func request(_ callback: PayCallback, _ fault: Fault?) async throws -> ClientRequest {
        let keys = try await payKeys(callback.draft.mchid)
        let settings = try await payMerchant(callback.draft.mchid).settings
        let body = try sealed(callback, keys, fault)
        guard var request = ClientRequest(url: callback.draft.url, method: .post) else {
            throw ClientFailure.malformedRequest
        }
        let kind =
            settings.hasCertificates ? settings.callbackKey ?? callback.draft.keyKind : .publicKey
        var headers = HeaderFields([
            ("Accept", "*/*"), ("Content-Type", "application/json"),
            ("User-Agent", "Mozilla/4.0"), ("Request-ID", payNumbers.requestID),
        ])
        try await signPay(body, keys.key(named: nil, or: kind), keys, fault, &headers)
        request.headers = headers
        request.body = .bytes(body)
        request.totalMilliseconds = PayCallback.answerMilliseconds
        return request
    }

    /// The event, its content encrypted anew each time.
    private func sealed(_ callback: PayCallback, _ keys: PayKeys, _ fault: Fault?) throws -> Bytes {
        let event = callback.draft.event
        var content = Bytes(callback.draft.content.utf8)
        if fault?.kind == .wrongAmount { content = try WrongAmount.of(content) }
        let nonce = payNumbers.resourceNonce
        let sealed = try AES.sealGCM(
            key: keys.apiV3Key,
            nonce: Bytes(nonce.utf8),
            aad: Bytes(event.original.utf8),
            content
        )
        return try JSONOutput.encode(
            CallbackOutput(
                id: callback.eventID,
                create_time: CivilZone.china.rfc3339(at: callback.createdAt),
                event_type: event.rawValue,
                summary: event.summary,
                resource: SealedResource(
                    original_type: event.original,
                    ciphertext: Base64.encode(sealed),
                    associated_data: event.original,
                    nonce: nonce
                )
            )
        )
    }
}
