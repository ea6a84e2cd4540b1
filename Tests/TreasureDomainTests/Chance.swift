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

    /// SplitMix64, for parameters.
    private var state: UInt64 = 20_261_130

    mutating func integer(in bounds: ClosedRange<Int64>) -> Int64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        value ^= value >> 31
        let width = UInt64(bounds.upperBound - bounds.lowerBound) + 1
        return bounds.lowerBound + Int64(value % width)
    }
}
