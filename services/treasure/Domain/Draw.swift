package import Basics

/// The draw: at which depths the prizes of a task lie, given numbers that nobody can foresee.
/// The same for everybody who computes it; `docs/fairness.md` is its description.
package enum Draw {
    /// What comes first in each message, so that another way to draw can never be taken for this.
    package static let version: StaticString = "kumquat-treasure-v1"

    /// One 64-bit number for a prize (from 1) and an attempt (from 0).
    package typealias Numbers = (_ prize: Int64, _ attempt: Int64) -> UInt64

    /// The depths of a task's prizes, ascending.
    package static func depths(of hunt: Hunt, _ numbers: Numbers) -> [Int64] {
        (1...hunt.prizes).map { prize in
            let bounds = hunt.depths(ofPrize: prize)
            let width = UInt64(bounds.upperBound - bounds.lowerBound) + 1
            let offset = number(below: width) { attempt in numbers(prize, attempt) }
            return bounds.lowerBound + Int64(offset)
        }
    }

    /// What is authenticated to get the number of a prize and attempt.
    package static func message(code: String, prize: Int64, attempt: Int64) -> Bytes {
        Bytes("\(version)|\(code)|\(prize)|\(attempt)".utf8)
    }

    /// The remainder of the first number below the largest multiple of `bound` that 2^64 holds:
    /// taking all of them would favour the small remainders.
    private static func number(below bound: UInt64, _ numbers: (_ attempt: Int64) -> UInt64)
        -> UInt64
    {
        let surplus = (0 &- bound) % bound
        var attempt: Int64 = 0
        var value = numbers(attempt)
        // Comes round once in 2^44 times at most, since no bound is above 2^20.
        while value > .max - surplus {
            attempt += 1
            value = numbers(attempt)
        }
        return value % bound
    }
}
