import Basics
import Contracts
import Loops
import ServiceKit

/// Keeps an eye on services that do not believe us: with another internal key, or a clock that is
/// off, nobody gets anything, and no client has done anything wrong.
final class ProofWatch: Sendable {
    private struct Doubt {
        let call: UnprovenCall
        let at: UInt64
    }

    /// A gateway that is not ready is asked nothing any more; so it is tried again after this.
    private static let rememberedNanoseconds: UInt64 = 10_000_000_000

    private let doubts = Locked<[ServiceName: Doubt]>([:])
    private let lines = LineQuota(perSecond: 1)
    private let counter: LabelledCounter
    private let log: Logger

    init(_ services: [ServiceName], _ metrics: Metrics, _ log: Logger) {
        counter = metrics.counter(
            "kumquat_gateway_unproven_total",
            "Requests that a service took for somebody else's: another key, or a wrong clock.",
            label: "service",
            values: services.map(\.rawValue)
        )
        self.log = log
    }

    /// A service has refused what we signed.
    func note(
        _ call: UnprovenCall,
        by service: ServiceName,
        now: UInt64 = SystemTime.monotonicNanoseconds()
    ) {
        counter.add(service.rawValue)
        doubts.withLock { $0[service] = Doubt(call: call, at: now) }
        guard let leftOut = lines.take() else { return }
        var fields: LogFields = [
            "service": .text(service.rawValue), "cause": .text(Self.words(of: call)),
        ]
        if leftOut > 0 { fields.add("left_out", .integer(leftOut)) }
        log.error("a service does not believe that we are the gateway", fields)
    }

    /// Which service does not believe us, for readiness; nil where all do.
    func problem(now: UInt64 = SystemTime.monotonicNanoseconds()) -> String? {
        let recent = doubts.withLock { doubts in
            doubts.filter { now < $0.value.at + Self.rememberedNanoseconds }
        }
        let texts = recent.map { "\($0.key.rawValue): \(Self.words(of: $0.value.call))" }
        return texts.isEmpty ? nil : texts.sorted().joined(separator: "; ")
    }

    /// As seen from here: what is behind there is ahead here.
    private static func words(of call: UnprovenCall) -> String {
        switch call {
        case .key: call.words
        case .clock(let seconds):
            "our clock is \(seconds.magnitude) s \(seconds > 0 ? "behind" : "ahead of") its own"
        }
    }
}
