import AuthDomain
import Basics
import SMS
import ServiceKit
import Synchronization

/// What sends codes to mobiles.
struct SMSSender: Sendable {
    /// Sends the code; `configuration` where no provider is set.
    let send: @Sendable (_ code: String, _ mobile: Mobile) async throws(SMSFailure) -> Void
    let limits: SMSLimits
    let figures: SMSMetrics

    init(
        limits: SMSLimits,
        figures: SMSMetrics,
        send:
            @escaping @Sendable (_ code: String, _ mobile: Mobile) async throws(SMSFailure) -> Void
    ) {
        self.limits = limits
        self.figures = figures
        self.send = send
    }

    /// The real one.
    init(_ settings: SMSSettings, _ process: ProcessContext) {
        let figures = SMSMetrics(process.metrics, budget: settings.limits.perDay)
        guard let sending = settings.sending else {
            self.init(limits: settings.limits, figures: figures) { _, _ throws(SMSFailure) in
                throw .configuration(.noProvider)
            }
            return
        }
        let client = SMSClient.live(
            sending.account,
            http: process.http,
            origin: sending.origin,
            clock: process.clock.real,
            random: process.random
        )
        self.init(limits: settings.limits, figures: figures) { code, mobile throws(SMSFailure) in
            var values = [SMSMessage.Parameter("code", code)]
            if sending.namesMinutes {
                values.append(.init("minutes", "\(VerifyCode.lifetimeSeconds / 60)"))
            }
            try await client.send(SMSMessage(to: mobile.text, sending.template, values))
        }
    }
}

/// What is counted about messages.
final class SMSMetrics: Sendable {
    let sent: Counter
    let failed: Counter
    let refused: Counter
    private let today = Atomic<Int>(0)

    init(_ metrics: Metrics, budget: Int) {
        sent = metrics.counter("kumquat_sms_sent_total", "Messages sent to mobiles.")
        failed = metrics.counter("kumquat_sms_failed_total", "Messages that a provider refused.")
        refused = metrics.counter("kumquat_sms_refused_total", "Messages over a limit of ours.")
        metrics.gauge("kumquat_sms_budget_left", "Messages that the day's budget has left.") {
            [self] in Double(max(0, budget - today.load(ordering: .relaxed)))
        }
    }

    /// So many have gone out today, as the file has it.
    func note(today count: Int) {
        today.store(count, ordering: .relaxed)
    }
}

extension SMSRefusal {
    /// Ours: nobody is set who could send anything.
    static let noProvider = SMSRefusal(code: "none", message: "no provider is set")
}
