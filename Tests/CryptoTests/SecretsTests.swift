import Basics
import Crypto
import Testing

@Suite struct SecretsTests {
    @Test(
        arguments: [
            ([], [], true), ([1], [1], true), ([1, 2, 3], [1, 2, 3], true),
            ([1], [], false), ([], [1], false), ([1, 2], [1, 3], false), ([0], [0, 0], false),
        ] as [(Bytes, Bytes, Bool)]
    )
    func comparison(_ one: Bytes, _ other: Bytes, _ same: Bool) {
        #expect(ConstantTime.equal(one, other) == same)
    }

    @Test func randomOctetsDoNotRepeat() {
        #expect(SecureRandom.bytes(0).isEmpty)
        #expect(SecureRandom.bytes(-1).isEmpty)
        var seen: Set<Bytes> = []
        for _ in 0..<10_000 { seen.insert(SecureRandom.bytes(8)) }
        #expect(seen.count == 10_000)
        #expect(SecureRandom.source.bytes(16).count == 16)
    }

    /// Every octet comes up about as often as every other: 256 of each, give or take six sigma.
    @Test func randomOctetsAreEven() {
        var counts = [Int](repeating: 0, count: 256)
        for octet in SecureRandom.bytes(65_536) { counts[Int(octet)] += 1 }
        #expect(counts.allSatisfy { (160...352).contains($0) })
    }
}
