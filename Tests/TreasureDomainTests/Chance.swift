import Basics
import Crypto
import TreasureDomain

/// Seeds and numbers that are the same in every run.
struct Chance {
    /// The seed with this number: 32 octets.
    static func seed(_ number: Int) -> Bytes { SHA256.hash("seed \(number)".utf8) }

    /// The depths that a seed gives, by HMAC-SHA-256 as the service computes it.
    static func depths(of hunt: Hunt, code: String, seed: Bytes) -> [Int64] {
        Draw.depths(of: hunt) { prize, attempt in
            HMAC.sha256(key: seed, Draw.message(code: code, prize: prize, attempt: attempt))
                .prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
    }

    /// For parameters.
    private var sequence = SplitMix64(seed: 20_261_130)

    mutating func integer(in bounds: ClosedRange<Int64>) -> Int64 {
        let width = UInt64(bounds.upperBound - bounds.lowerBound) + 1
        return bounds.lowerBound + Int64(sequence.next() % width)
    }
}
