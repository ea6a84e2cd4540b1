import Basics
import Images
import TestKit
import Testing

/// Damaged files: a verdict, never a trap; what is decoded is what the head said.
@Suite struct ImageFuzzTests {
    @Test(arguments: 1...4 as ClosedRange<UInt64>) func damaged(_ seed: UInt64) throws {
        var random = SeededRandom(seed: seed)
        let samples = Samples.all + [try Samples.jpeg()]
        var decoded = 0
        var refused = 0
        for _ in 0..<1500 {
            let octets = mutated(samples, &random)
            do {
                let head = try ImageHead(octets)
                let picture = try Picture.decode(octets)
                let isTurned = head.orientation.rawValue >= 5
                #expect(picture.width == (isTurned ? head.height : head.width))
                #expect(picture.width * picture.height <= Picture.maximumPixels)
                decoded += 1
            } catch {
                refused += 1
            }
        }
        #expect(decoded > 50 && refused > 50, "\(decoded) decoded, \(refused) refused")
    }

    private func mutated(_ samples: [Bytes], _ random: inout SeededRandom) -> Bytes {
        var octets = samples[Int.random(in: 0..<samples.count, using: &random)]
        for _ in 0..<Int.random(in: 1...4, using: &random) {
            guard octets.count > 1 else { return octets }
            let index = Int.random(in: 0..<octets.count, using: &random)
            switch Int.random(in: 0..<5, using: &random) {
            case 0, 1: octets[index] = UInt8.random(in: 0...255, using: &random)
            case 2: octets[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
            case 3: octets.removeSubrange(index..<min(index + 3, octets.count))
            default:
                let other = samples[Int.random(in: 0..<samples.count, using: &random)]
                octets.insert(contentsOf: other.suffix(index), at: index)
            }
        }
        return octets
    }
}
