import Basics
import Synchronization

/// Learns from the sandbox how far its clock is from the real one: before a process of the sandbox
/// environment says that it is ready.
final class SandboxTime: Sendable {
    private let isKnown = Atomic<Bool>(false)
    private let client: InternalClient
    private let clock: DomainClock
    private static let pauseMilliseconds = 50
    /// A start waits so often, then goes on without: the process is not ready meanwhile.
    private static let triesAtStart = 20

    init(_ client: InternalClient, _ clock: DomainClock) {
        self.client = client
        self.clock = clock
    }

    var problem: String? {
        isKnown.load(ordering: .relaxed) ? nil : "the sandbox has not told the time"
    }

    func learnAtStart() async {
        for _ in 0..<Self.triesAtStart {
            if await learn() { return }
            guard await Pause.milliseconds(Self.pauseMilliseconds) else { return }
        }
    }

    /// Goes on asking until it is told, then rests until it is cancelled.
    func run() async {
        while problem != nil, !Task.isCancelled {
            if await learn() { break }
            guard await Pause.milliseconds(10 * Self.pauseMilliseconds) else { return }
        }
        while await Pause.milliseconds(3_600_000) {}
    }

    private func learn() async -> Bool {
        guard
            case .done(let answer)? = try? await client.send(
                ReadClockCall.self,
                NoInput(),
                milliseconds: 1000
            ), let offset = try? answer.decode(ClockOffset.self),
            clock.move(toOffsetMilliseconds: offset.offset_milliseconds)
        else { return false }
        isKnown.store(true, ordering: .relaxed)
        return true
    }
}
