import HTTPClient
import ServiceKit
import Synchronization

/// One service behind the gateway, with a bound on what it is asked at once: one that does not
/// answer must not take all of the gateway's memory with it.
///
/// A body that is still on its way lasts as long as its client likes. So only a quarter of the
/// places are for those: slow clients take none from the requests that are here already.
///
/// Large answers last as long as their readers like, too, and each has some memory and a connection
/// of its own: there are so many of them at once, and whoever asks for one more is told at once.
final class ConcurrencyLimiter: Sendable {
    let upstream: Upstream
    private let inFlight = Atomic<Int>(0)
    private let streamed = Atomic<Int>(0)
    private let maximumInFlight: Int
    private let maximumStreamed: Int
    private let answers = Atomic<Int>(0)
    private let maximumAnswers: Int

    /// Large answers at once: with 64 KB waiting here and as much in the client's own buffer, 16 MB.
    static let usualAnswers = 128

    init(
        _ upstream: Upstream,
        maximumInFlight: Int = 1024,
        maximumAnswers: Int = usualAnswers
    ) {
        self.upstream = upstream
        self.maximumInFlight = maximumInFlight
        maximumStreamed = maximumInFlight / 4
        self.maximumAnswers = maximumAnswers
    }

    /// False when there are too many already; else `leave` has to follow.
    func enter(streaming: Bool) -> Bool {
        guard Self.take(inFlight, maximumInFlight) else { return false }
        guard streaming, !Self.take(streamed, maximumStreamed) else { return true }
        inFlight.wrappingSubtract(1, ordering: .relaxed)
        return false
    }

    func leave(streaming: Bool) {
        inFlight.wrappingSubtract(1, ordering: .relaxed)
        if streaming { streamed.wrappingSubtract(1, ordering: .relaxed) }
    }

    /// False when there are too many large answers already; else `leaveAnswer` has to follow.
    func enterAnswer() -> Bool { Self.take(answers, maximumAnswers) }

    func leaveAnswer() { answers.wrappingSubtract(1, ordering: .relaxed) }

    /// Large answers on their way.
    var answerCount: Int { answers.load(ordering: .relaxed) }

    private static func take(_ count: borrowing Atomic<Int>, _ maximum: Int) -> Bool {
        guard count.wrappingAdd(1, ordering: .relaxed).newValue > maximum else { return true }
        count.wrappingSubtract(1, ordering: .relaxed)
        return false
    }

    /// What it is asked now.
    var count: Int { inFlight.load(ordering: .relaxed) }
}
