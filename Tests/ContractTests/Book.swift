import Loops
import TestKit

/// What a client knows about each of its sign-ins, kept outside the processes under test.
final class Book: Sendable {
    enum Outcome { case acknowledged, refused, unknown }

    private let outcomes = Locked<[String: Outcome]>([:])

    /// Notes what came back; nothing at all is as unknown as an answer that the gateway made up.
    /// Returns how many are acknowledged by now, when this one is.
    func note(_ answer: Answer?, for visitor: Visitor) -> Int? {
        let outcome: Outcome =
            switch (answer?.status, answer?.code) {
            case (200, 0): .acknowledged
            case (200, _), (401, _), (429, _): .refused
            default: .unknown
            }
        outcomes.withLock { $0[visitor.name] = outcome }
        return outcome == .acknowledged ? count(.acknowledged) : nil
    }

    /// What is known about this visitor's sign-in.
    func outcome(for visitor: Visitor) -> Outcome? { outcomes.withLock { $0[visitor.name] } }

    /// How many have this outcome so far.
    func count(_ outcome: Outcome) -> Int {
        outcomes.withLock { outcomes in outcomes.values.count { $0 == outcome } }
    }
}
