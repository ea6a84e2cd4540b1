import Basics
import Testing

@Suite struct ValidUTF8Tests {
    private func agrees(_ octets: Bytes) -> Bool {
        String(validUTF8: octets.span) == String(validating: octets, as: UTF8.self)
    }

    @Test func everyPairAndTheEdgesOfLongerOnes() {
        for first in UInt8.min...(.max) {
            #expect(agrees([first]))
            for second in UInt8.min...(.max) { #expect(agrees([first, second])) }
        }
        let edges: Bytes = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff]
        let firsts: Bytes = [0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xec, 0xed, 0xee, 0xef]
        for first in firsts + [0xf0, 0xf1, 0xf3, 0xf4, 0xf5] {
            for second in edges {
                for third in edges {
                    for fourth in edges {
                        #expect(agrees([first, second, third, fourth]))
                        #expect(agrees([0xe4, 0xb8, 0xad, first, second, third, fourth]))
                        #expect(agrees([first, second, third, fourth, 0x61, 0x62, 0x63]))
                    }
                }
            }
        }
    }

    @Test(arguments: 0..<50)
    func textsWithOneOctetChanged(_ seed: UInt64) {
        var random = SplitMix64(seed: seed)
        let parts = ["a", "金桔", "http://example.com/picture.jpg", "é", "\u{2028}", "🎉", "\u{0}"]
        for _ in 0..<200 {
            var octets: Bytes = []
            for _ in 0..<Int.random(in: 0...12, using: &random) {
                octets += Bytes(parts[Int.random(in: 0..<parts.count, using: &random)].utf8)
            }
            #expect(String(validUTF8: octets.span) == String(decoding: octets, as: UTF8.self))
            guard !octets.isEmpty else { continue }
            let place = Int.random(in: 0..<octets.count, using: &random)
            octets[place] = .random(in: .min ... .max, using: &random)
            #expect(agrees(octets))
            #expect(agrees(octets.dropLast(place)))
        }
    }
}

extension ValidUTF8Tests {
    private func agrees(_ octets: Bytes.SubSequence) -> Bool { agrees(Bytes(octets)) }
}
