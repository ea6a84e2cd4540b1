import Basics
import HTTP
import Testing

/// Seeded mutations of good and bad requests: a verdict never depends on the cuts, and nothing
/// traps. The seed is fixed, the number bounded.
@Suite struct ParserFuzzTests {
    /// xorshift64*: small, and the same everywhere.
    private struct Chance {
        var state: UInt64

        mutating func below(_ bound: Int) -> Int {
            state ^= state >> 12
            state ^= state << 25
            state ^= state >> 27
            return Int((state &* 0x2545_F491_4F6C_DD1D) >> 33) % max(1, bound)
        }
    }

    private static let corpus: [Bytes] =
        (RefusalTables.all.map(\.0) + [
            "POST /a?b HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabcGET / HTTP/1.1\r\nHost: a\r\n\r\n",
            "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3;a=\"b\"\r\nabc\r\n0\r\nX: 1\r\n\r\n",
            "GET http://a:1/b?c HTTP/1.0\r\nConnection: keep-alive\r\nExpect: 100-continue\r\n\r\n",
            "OPTIONS * HTTP/1.1\r\nHost: [::1]:8080\r\nCookie: a=b; c=d\r\nAccept: */*\r\n\r\n",
        ]).map { Bytes($0.utf8) }

    private static let tokens: [Bytes] = [
        "\r\n", "\n", "\r", ":", " ", "\t", "\u{0}", "%", "%00", "#", "Host: b\r\n", "\r\n\r\n",
        "Transfer-Encoding: chunked\r\n", "Content-Length: 1\r\n", "HTTP/1.1", "0\r\n\r\n", ";",
        "\"",
        "ffffffffffffffff\r\n", "[", "]", "@", ",", "chunked", "é",
    ].map { Bytes($0.utf8) }

    private static func mutated(_ input: Bytes, _ chance: inout Chance) -> Bytes {
        var octets = input
        for _ in 0...chance.below(3) {
            let place = chance.below(octets.count + 1)
            switch chance.below(5) {
            case 0 where place < octets.count: octets[place] = UInt8(chance.below(256))
            case 1 where place < octets.count: octets.remove(at: place)
            case 2: octets.insert(contentsOf: tokens[chance.below(tokens.count)], at: place)
            case 3:
                let end = place + chance.below(octets.count - place + 1)
                octets.insert(
                    contentsOf: octets[place..<end].prefix(64),
                    at: chance.below(place + 1)
                )
            default: octets.removeSubrange(place..<min(octets.count, place + chance.below(8)))
            }
        }
        return octets
    }

    @Test func verdictsDoNotDependOnCuts() {
        var chance = Chance(state: 0x9E37_79B9_7F4A_7C15)
        for _ in 0..<4_000 {
            let input = Self.mutated(Self.corpus[chance.below(Self.corpus.count)], &chance)
            let verdict = Verdict.whole(input)
            let step = 1 + chance.below(9)
            guard Verdict.stepwise(input, by: step) == verdict else {
                Issue.record(
                    "by \(step): \(String(decoding: input, as: UTF8.self).debugDescription)"
                )
                return
            }
        }
    }

    @Test func connectionsDoNotDependOnCuts() {
        var limits = HTTPLimits()
        limits.uploadBytes = 64
        var chance = Chance(state: 0xD1B5_4A32_D192_ED03)
        for _ in 0..<3_000 {
            let input = Self.mutated(Self.corpus[chance.below(Self.corpus.count)], &chance)
            let whole = Self.conversation(input, piece: input.count, limits)
            let pieces = Self.conversation(input, piece: 1 + chance.below(9), limits)
            guard whole == pieces else {
                Issue.record(
                    "\(String(decoding: input, as: UTF8.self).debugDescription): \(whole) \(pieces)"
                )
                return
            }
        }
    }

    /// All that happens on a connection whose requests are answered at once.
    private static func conversation(_ input: Bytes, piece: Int, _ limits: HTTPLimits) -> [String] {
        var wire = Wire(limits: limits)
        var words: [String] = []
        for start in stride(from: 0, to: input.count, by: max(1, piece)) {
            var told = wire.receive(Bytes(input[start..<min(input.count, start + max(1, piece))]))
            while true {
                words += told.filter { !["read", "hold", "continue"].contains($0) }
                guard told.last == "hold" else { break }
                words.append(wire.answer())
                if words.last == "close" { return words }
                told = wire.receive("")
            }
            if let last = told.last, last.hasPrefix("refuse") || last == "close" { return words }
        }
        words.append(wire.end())
        return words
    }
}
