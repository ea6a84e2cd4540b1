import JSON
import Testing

@Suite struct JSONFuzzTests {
    private static let seeds = [
        #"{"a":[1,-2.5e3,true,null,"x\u00e9\ud83d\ude00\n"],"b":{"c":{"d":[]}},"é":"中文"}"#,
        #"[[[[[0.1,1e10,-0,9223372036854775807]]]],{"k1":"v","k2":[{},{}],"k3":false}]"#,
    ]
    private static let alphabet =
        Array(#"{}[],:"\/ue0189.-+ntfr\#n\#0é"#.utf8) + [0xff, 0xed, 0xa0]

    /// Whatever comes: an error or a value, and what is written of the value reads as the value.
    @Test(arguments: 1...4) func mutations(_ seed: UInt64) throws {
        var random = Lehmer(state: seed)
        var accepted = 0
        for _ in 0..<10_000 {
            var octets = Array(Self.seeds[Int(random.next(below: 2))].utf8)
            for _ in 0...random.next(below: 3) { mutate(&octets, &random) }
            guard let value = try? JSON.parse(octets) else { continue }
            accepted += 1
            let written = try JSONOutput.encode(value)
            // Compared as written: 1e2 is a `number`, and is written 100, an `integer`.
            try #require(try JSONOutput.encode(JSON.parse(written)) == written)
        }
        #expect(accepted > 100)
    }

    private func mutate(_ octets: inout [UInt8], _ random: inout Lehmer) {
        let index = Int(random.next(below: UInt64(octets.count)))
        let octet = Self.alphabet[Int(random.next(below: UInt64(Self.alphabet.count)))]
        switch random.next(below: 4) {
        case 0: octets[index] = octet
        case 1: octets.insert(octet, at: index)
        case 2 where octets.count > 1: octets.remove(at: index)
        case 2: break
        default: octets.removeSubrange((octets.count + index) / 2..<octets.count)
        }
        if octets.isEmpty { octets = [octet] }
    }
}

/// A small generator whose sequence is the same on every run.
struct Lehmer {
    var state: UInt64

    mutating func next(below bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % bound
    }
}
