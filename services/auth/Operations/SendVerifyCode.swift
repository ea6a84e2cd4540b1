import AuthDomain
import Basics
import SMS
import ServiceKit
import Storage

/// Why no code goes to a mobile.
enum SendCodeRefusal: Error, Sendable, Equatable, CaseIterable {
    /// No number of mainland China.
    case mobileMalformed
    /// One of our limits, or one of the provider's.
    case tooOften(retryAfterSeconds: Int)
    /// The provider says that there is no such number, or that it wants no messages.
    case mobileRefused
    /// The WeChat identity that asks is no more.
    case identityGone
    /// The provider does not answer, or is too busy.
    case providerAway
    /// No provider is set, or it does not know us.
    case unconfigured

    static let allCases: [SendCodeRefusal] = [
        .mobileMalformed, .tooOften(retryAfterSeconds: 1), .mobileRefused, .identityGone,
        .providerAway, .unconfigured,
    ]
}

/// Who asks for a code, from where.
struct CodeWish: Sendable {
    let mobile: String
    let identity: Identity
    /// The client's address as the gateway saw it.
    let address: String?
}

extension AuthService {
    /// Sends a code to a mobile. Answers it, for those who may show it: in the sandbox environment.
    ///
    /// The message is counted before it goes out, in one unit with the look at the limits, so that
    /// two at once are two.
    func sendVerifyCode(_ wish: CodeWish) async throws(Failure<SendCodeRefusal>) -> String {
        guard let mobile = Mobile(wish.mobile) else { throw .refused(.mobileMalformed) }
        let code = random.text(VerifyCode.digits, from: "0123456789")
        let hash = hash(of: code, for: mobile)
        let mark = mobiles.mark(mobile)
        let sms: ID<SentSMS>
        do throws(Failure<SendCodeRefusal>) {
            sms = try await count(wish, mark, hash)
        } catch {
            if case .refused(.tooOften) = error { self.sms.figures.refused.add() }
            throw error
        }
        do throws(SMSFailure) {
            try await self.sms.send(code, mobile)
        } catch {
            self.sms.figures.failed.add()
            throw try await undo(sms, mark, hash, after: error)
        }
        self.sms.figures.sent.add()
        return code
    }

    /// What is written down of a code: of it and the mobile together.
    func hash(of code: String, for mobile: Mobile) -> Bytes {
        mobiles.hash("\(mobile.text)\n\(code)", for: "verify-code")
    }

    private func count(
        _ wish: CodeWish,
        _ mark: MobileMark,
        _ hash: Bytes
    ) async throws(Failure<SendCodeRefusal>) -> ID<SentSMS> {
        let message = SentSMS(
            mobile: mark,
            address: countedAddress(wish.address),
            app: wish.identity.app
        )
        let limits = sms.limits
        let (sms, today) = try await database.write(refusing: SendCodeRefusal.self) { unit in
            let store = AuthStore(connection: unit.connection)
            guard try store.identity(wish.identity.iid) != nil else {
                throw SendCodeRefusal.identityGone
            }
            try refuseTooMany(message, limits, in: store, at: unit.now)
            let expires = unit.now.adding(seconds: VerifyCode.lifetimeSeconds)
            let code = VerifyCode(hash: hash, expires: expires)
            try store.put(code, for: mark, askedBy: wish.identity.iid)
            let id = try store.add(message, at: unit.now)
            let midnight = SMSWindow(1, within: .day).start(at: unit.now)
            return (id, try store.smsCount(since: midnight, at: unit.now))
        }
        noteBudget(today, of: limits.perDay)
        return sms
    }

    /// In the sandbox environment everybody is this machine.
    private func countedAddress(_ address: String?) -> Bytes? {
        guard let address else { return nil }
        let isLoopback = address == "::1" || address.hasPrefix("127.")
        guard stage == .production || !isLoopback else { return nil }
        return mobiles.hash(address, for: "address")
    }

    private func refuseTooMany(
        _ message: SentSMS,
        _ limits: SMSLimits,
        in store: AuthStore,
        at now: UnixTime
    ) throws {
        var windows = SMSWindow.mobile.map { ($0, SMSCount.mobile(message.mobile)) }
        if let address = message.address {
            windows.append(
                (SMSWindow(limits.perAddress, within: .seconds(3600)), .address(address))
            )
        }
        windows.append((SMSWindow(limits.perApp, within: .seconds(3600)), .app(message.app)))
        windows.append((SMSWindow(limits.perDay, within: .day), .all))
        var wait = 0
        for (window, count) in windows {
            if let oldest = try store.oldest(in: window, of: count, at: now) {
                wait = max(wait, window.secondsUntilRoom(oldest: oldest, at: now))
            }
        }
        if wait > 0 { throw SendCodeRefusal.tooOften(retryAfterSeconds: wait) }
    }

    /// Says once when four fifths of the day's budget are gone, and once when all of it is.
    private func noteBudget(_ today: Int, of budget: Int) {
        sms.figures.note(today: today)
        let fields: LogFields = [
            "sent": .integer(Int64(today)), "budget": .integer(Int64(budget)),
        ]
        if today == budget {
            log.error("the day's budget for messages is spent", fields)
        } else if today == budget - budget / 5 {
            log.warning("the day's budget for messages is nearly spent", fields)
        }
    }

    /// What did not go out is not counted, and its code is good for nothing.
    private func undo(
        _ sms: ID<SentSMS>,
        _ mark: MobileMark,
        _ hash: Bytes,
        after failure: SMSFailure
    ) async throws(Failure<SendCodeRefusal>) -> Failure<SendCodeRefusal> {
        log.warning("a message was not sent", ["cause": .text(failure.cause)])
        // It may have arrived all the same.
        if failure.isOpen { return .refused(.providerAway) }
        try await database.write(refusing: SendCodeRefusal.self) { unit in
            let store = AuthStore(connection: unit.connection)
            try store.forget(sms)
            try store.forgetCode(hash, for: mark)
        }
        let refusal: SendCodeRefusal =
            switch failure {
            case .limitReached: .tooOften(retryAfterSeconds: 60)
            case .badNumber: .mobileRefused
            case .busy, .unreachable, .brokenAnswer: .providerAway
            case .configuration: .unconfigured
            }
        return .refused(refusal)
    }
}

extension SMSFailure {
    /// Whether the message may have gone out all the same.
    fileprivate var isOpen: Bool {
        switch self {
        case .unreachable, .brokenAnswer: true
        case .limitReached, .badNumber, .configuration, .busy: false
        }
    }

    /// For the log: the provider's texts may name the mobile, its codes do not.
    fileprivate var cause: String {
        switch self {
        case .limitReached: "the provider's limit"
        case .badNumber: "no such number"
        case .configuration(SMSRefusal.noProvider): "no provider is set (KUMQUAT_SMS_PROVIDER)"
        case .configuration(let refusal): "the provider refuses: \(refusal.code)"
        case .busy: "the provider is busy"
        case .unreachable(let unanswered): "no answer from the provider, \(unanswered)"
        case .brokenAnswer: "no answer that the provider gives"
        }
    }
}
