import AuthDomain
import Basics
import Loops
import SMS

@testable import AuthServer
@testable import ServiceKit

/// All mobiles: what was sent to them, and what sending fails with.
final class FakeMailbox: Sendable {
    private struct State {
        var messages: [(mobile: String, code: String)] = []
        var failure: SMSFailure?
        var limits = SMSLimits()
    }

    private let state = Locked(State())

    /// Set before the world is made.
    func limit(_ limits: SMSLimits) { state.withLock { $0.limits = limits } }

    /// What every message fails with from now on.
    func fail(_ failure: SMSFailure?) { state.withLock { $0.failure = failure } }

    var count: Int { state.withLock { $0.messages.count } }

    /// The codes that a mobile got, newest last.
    func codes(of mobile: String) -> [String] {
        state.withLock { state in state.messages.filter { $0.mobile == mobile }.map(\.code) }
    }

    func sender(_ metrics: Metrics) -> SMSSender {
        let limits = state.withLock { $0.limits }
        return SMSSender(limits: limits, figures: SMSMetrics(metrics, budget: limits.perDay)) {
            code,
            mobile throws(SMSFailure) in
            let failure = self.state.withLock { state in
                if state.failure == nil { state.messages.append((mobile.text, code)) }
                return state.failure
            }
            if let failure { throw failure }
        }
    }
}
