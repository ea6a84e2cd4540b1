import Basics
import Crypto
import TreasureDomain

/// The secret that a task's depths come from: 32 octets, made when it is published, shown when it
/// has ended.
struct DrawSeed: Sendable {
    static let count = 32

    let octets: Bytes

    init(_ random: RandomSource) {
        octets = random.bytes(Self.count)
    }

    /// One that was kept; nil for what cannot be one.
    init?(_ octets: Bytes) {
        guard octets.count == Self.count else { return nil }
        self.octets = octets
    }

    /// What everybody is told from the start: it binds us to the seed and gives nothing of it away.
    var commitment: String { Hex.encode(SHA256.hash(octets)) }

    /// What everybody is told in the end.
    var text: String { Hex.encode(octets) }

    /// At which depths the prizes of a task lie.
    func depths(of hunt: Hunt, code: String) -> [Int64] {
        Draw.depths(of: hunt) { prize, attempt in
            let message = Draw.message(code: code, prize: prize, attempt: attempt)
            return HMAC.sha256(key: octets, message).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
        }
    }
}
