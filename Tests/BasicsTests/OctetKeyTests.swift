import Basics
import Testing

@Suite struct OctetKeyTests {
    /// Every octet counts, wherever it stands, also where the hash does not look.
    @Test(arguments: [0, 1, 7, 8, 9, 23, 24, 25, 31, 32, 100])
    func everyOctetCounts(_ length: Int) {
        let octets = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        let inside = [1, 2, 3] + octets + [4]
        let key = OctetKey(octets[...])
        #expect(OctetKey(inside[3..<(3 + length)]) == key)
        #expect(OctetKey(inside[3..<(3 + length)]).hashValue == key.hashValue)
        #expect(key.kept == key)
        #expect(OctetKey((octets + [0])[...]) != key)
        for index in octets.indices {
            var other = octets
            other[index] ^= 0x80
            #expect(OctetKey(other[...]) != key)
        }
    }

    @Test func findsWhatWasKept() {
        var table: [OctetKey: Int] = [:]
        let tokens = (0..<500).map { Bytes("token \($0)".utf8) }
        for (number, token) in tokens.enumerated() { table[OctetKey(token[...]).kept] = number }
        for (number, token) in tokens.enumerated() {
            #expect(table[OctetKey(token[...])] == number)
        }
        #expect(table[OctetKey(Bytes("token 500".utf8)[...])] == nil)
    }
}
