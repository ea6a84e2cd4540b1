public import Basics
import Loops

/// Chance that comes out the same every time, for several threads. For tests alone.
public final class SeededRandom: RandomNumberGenerator, Sendable {
    private let sequence: Locked<SplitMix64>

    /// A sequence of its own for each `seed`.
    public init(seed: UInt64) {
        sequence = Locked(SplitMix64(seed: seed))
    }

    /// The next 64 bits of the sequence.
    public func next() -> UInt64 { sequence.withLock { $0.next() } }

    /// This sequence in the form in which the code under test takes it.
    public var source: RandomSource {
        RandomSource { count in
            (0..<count).map { _ in UInt8(truncatingIfNeeded: self.next()) }
        }
    }
}
