import Basics
import Synchronization
import Testing

@Suite struct RandomSourceTests {
    /// Answers these numbers, big-endian, one after the other, then zeros.
    private func source(_ numbers: [UInt64]) -> RandomSource {
        let rest = Mutex(numbers)
        return RandomSource { count in
            let number = rest.withLock { $0.isEmpty ? 0 : $0.removeFirst() }
            return (0..<count).map { UInt8(truncatingIfNeeded: number >> UInt64(56 - 8 * $0)) }
        }
    }

    @Test func rejectsWhatWouldBeBiased() {
        // 2^64 mod 10 is 6: of the smallest 2^64 numbers, 0...5 come once too often.
        #expect(source([0, 5, 6]).integer(below: 10) == 6)
        #expect(source([5, .max]).integer(below: 10) == 5)
        #expect(source([17]).integer(below: 16) == 1)
    }

    @Test func degenerateBounds() {
        #expect(source([.max]).integer(below: 0) == 0)
        #expect(source([.max]).integer(below: 1) == 0)
        #expect(source([.max]).integer(below: .max) == 0)
        #expect(source([.max - 1]).integer(below: .max) == UInt64.max - 1)
    }

    @Test func brokenSourceEnds() {
        #expect(RandomSource { _ in [] }.integer(below: 10) == 0)
    }

    @Test func evenOverManyDraws() {
        let state = Mutex(UInt64(42))
        let seeded = RandomSource { count in
            (0..<count).map { _ in
                state.withLock { state in
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    return UInt8(truncatingIfNeeded: state >> 56)
                }
            }
        }
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<7000 { counts[Int(seeded.integer(below: 7))] += 1 }
        for count in counts { #expect((850...1150).contains(count)) }
    }

    @Test func text() {
        let text = source([16, 17, 18, 19]).text(4, from: "abcd")
        #expect(text == "abcd")
        #expect(source([1]).text(3, from: "") == "")
    }
}
