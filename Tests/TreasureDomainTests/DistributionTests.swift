import Testing
import TreasureDomain

/// That every depth is equally likely, by Pearson's chi-square over seeds that never change.
@Suite struct DistributionTests {
    static let draws = 40_000

    /// Chi-square of counts that should all be equal.
    static func chiSquare(_ counts: [Int64: Int], over bounds: ClosedRange<Int64>) -> Double {
        let expected = Double(draws) / Double(bounds.count)
        return bounds.reduce(into: 0) { sum, depth in
            let distance = Double(counts[depth, default: 0]) - expected
            sum += distance * distance / expected
        }
    }

    /// The quantile of chi-square at `z` standard deviations, after Wilson and Hilferty.
    static func quantile(_ z: Double, freedom: Int) -> Double {
        let freedom = Double(freedom)
        let root = 1 - 2 / (9 * freedom) + z * (2 / (9 * freedom)).squareRoot()
        return freedom * root * root * root
    }

    /// Within 99.9 % on either side: too even is as wrong as too uneven.
    static func isUniform(_ counts: [Int64: Int], over bounds: ClosedRange<Int64>) -> Bool {
        let freedom = bounds.count - 1
        let usual = quantile(-3.09, freedom: freedom)...quantile(3.09, freedom: freedom)
        return counts.keys.allSatisfy(bounds.contains)
            && usual.contains(chiSquare(counts, over: bounds))
    }

    @Test(arguments: [2, 7, 37, 64, 1_000] as [Int64])
    func onePrizeIsEquallyLikelyAtEveryDepth(_ forecast: Int64) throws {
        let hunt = try Hunt(prizes: 1, forecast: forecast, interval: nil, fluctuation: nil)
        var counts: [Int64: Int] = [:]
        for number in 0..<Self.draws {
            let depths = Chance.depths(of: hunt, code: "4F7K", seed: Chance.seed(number))
            counts[depths[0], default: 0] += 1
        }
        #expect(Self.isUniform(counts, over: 1...forecast))
    }

    @Test func eachOfSeveralIsEquallyLikelyAroundItsMultiple() throws {
        let hunt = try Hunt(prizes: 3, forecast: 1, interval: 30, fluctuation: 14)
        var counts: [[Int64: Int]] = [[:], [:], [:]]
        /// Where the first two lie together.
        var pairs: [Int64: Int] = [:]
        for number in 0..<Self.draws {
            let depths = Chance.depths(of: hunt, code: "4F7K", seed: Chance.seed(number))
            for prize in 0..<3 { counts[prize][depths[prize], default: 0] += 1 }
            pairs[(depths[0] - 16) * 29 + depths[1] - 46, default: 0] += 1
        }
        for prize in 0..<3 {
            let bounds = hunt.depths(ofPrize: Int64(prize) + 1)
            #expect(Self.isUniform(counts[prize], over: bounds))
        }
        // One says nothing about the next.
        #expect(Self.isUniform(pairs, over: 0...29 * 29 - 1))
    }

    /// The same seed under another task's code is another draw.
    @Test func codesAreDifferentDraws() throws {
        let hunt = try Hunt(prizes: 1, forecast: 50, interval: nil, fluctuation: nil)
        var counts: [Int64: Int] = [:]
        let seed = Chance.seed(0)
        for number in 0..<Self.draws {
            counts[Chance.depths(of: hunt, code: "c\(number)", seed: seed)[0], default: 0] += 1
        }
        #expect(Self.isUniform(counts, over: 1...50))
    }

    /// The test above it would notice one depth that is a tenth likelier.
    @Test func aLoadedDieIsNoticed() {
        var counts = Dictionary(uniqueKeysWithValues: (1...37).map { (Int64($0), 0) })
        for number in 0..<Self.draws { counts[Int64(number % 37) + 1, default: 0] += 1 }
        #expect(!Self.isUniform(counts, over: 1...37))
        counts[5, default: 0] += 200
        counts[6, default: 0] -= 200
        #expect(!Self.isUniform(counts, over: 1...37))
    }
}
