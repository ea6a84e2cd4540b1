public import Basics
import Loops

/// Chance that comes out the same every time: SplitMix64 from a seed. For tests alone.
public final class SeededRandom: RandomNumberGenerator, Sendable {
    private let state: Locked<UInt64>

    /// A sequence of its own for each `seed`.
    public init(seed: UInt64) {
        state = Locked(seed)
    }

    /// The next 64 bits of the sequence.
    public func next() -> UInt64 {
        state.withLock { state in
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = state
            mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }

    /// This sequence in the form in which the code under test takes it.
    public var source: RandomSource {
        RandomSource { count in
            (0..<count).map { _ in UInt8(truncatingIfNeeded: self.next()) }
        }
    }
}
