import TreasureDomain
import Testing

@Suite struct HuntTests {
    /// What a publisher may give: prizes, forecast, interval, fluctuation.
    struct Given: Sendable {
        let prizes: Int64
        let forecast: Int64
        var interval: Int64?
        var fluctuation: Int64?

        func hunt() throws(HuntRefusal) -> Hunt {
            try Hunt(
                prizes: prizes,
                forecast: forecast,
                interval: interval,
                fluctuation: fluctuation
            )
        }
    }

    @Test(
        arguments: [
            (Given(prizes: 1, forecast: 80), 0, 0, 80),
            // Nobody shows the publisher of one prize the other two.
            (Given(prizes: 1, forecast: 80, interval: -7, fluctuation: .max), 0, 0, 80),
            (Given(prizes: 3, forecast: 100), 33, 0, 99),
            (Given(prizes: 3, forecast: 100, fluctuation: 16), 33, 16, 115),
            (Given(prizes: 3, forecast: 2), 1, 0, 3),
            (Given(prizes: 5, forecast: 100, interval: 10, fluctuation: 4), 10, 4, 54),
            (Given(prizes: 2, forecast: 1, interval: 1), 1, 0, 2),
            (
                Given(prizes: 1_000, forecast: 1, interval: 1_000_000, fluctuation: 499_999),
                1_000_000, 499_999, 1_000_499_999
            ),
        ] as [(Given, Int64, Int64, Int64)]
    )
    func whatIsMissingIsFilledIn(
        _ given: Given,
        _ interval: Int64,
        _ fluctuation: Int64,
        _ maxDepth: Int64
    ) throws {
        let hunt = try given.hunt()
        #expect(hunt.interval == interval)
        #expect(hunt.fluctuation == fluctuation)
        #expect(hunt.maxDepth == maxDepth)
    }

    @Test(
        arguments: [
            (Given(prizes: 0, forecast: 1), .prizesOutOfBounds),
            (Given(prizes: .min, forecast: 1), .prizesOutOfBounds),
            (Given(prizes: 1_001, forecast: 1_001), .prizesOutOfBounds),
            (Given(prizes: .max, forecast: 1), .prizesOutOfBounds),
            (Given(prizes: 1, forecast: 0), .forecastOutOfBounds),
            (Given(prizes: 2, forecast: -1), .forecastOutOfBounds),
            (Given(prizes: 1, forecast: 1_000_001), .forecastOutOfBounds),
            (Given(prizes: 1, forecast: .max), .forecastOutOfBounds),
            (Given(prizes: 2, forecast: 1, interval: 0), .intervalOutOfBounds),
            (Given(prizes: 2, forecast: 1, interval: .min), .intervalOutOfBounds),
            (Given(prizes: 2, forecast: 1, interval: 1_000_001), .intervalOutOfBounds),
            (Given(prizes: 2, forecast: 1, interval: .max), .intervalOutOfBounds),
            (Given(prizes: 2, forecast: 1, interval: 9, fluctuation: -1), .fluctuationTooWide),
            (Given(prizes: 2, forecast: 1, interval: 9, fluctuation: .min), .fluctuationTooWide),
            (Given(prizes: 2, forecast: 1, interval: 9, fluctuation: 5), .fluctuationTooWide),
            (Given(prizes: 2, forecast: 1, interval: 8, fluctuation: 4), .fluctuationTooWide),
            (Given(prizes: 2, forecast: 1, interval: 1, fluctuation: 1), .fluctuationTooWide),
            (Given(prizes: 2, forecast: 1, interval: 9, fluctuation: .max), .fluctuationTooWide),
            (Given(prizes: 2, forecast: 4, fluctuation: 1), .fluctuationTooWide),
        ] as [(Given, HuntRefusal)]
    )
    func whatCannotBeIsRefused(_ given: Given, _ refusal: HuntRefusal) {
        #expect(throws: refusal) { try given.hunt() }
    }

    @Test func theWidestFluctuationKeepsPrizesApart() throws {
        for interval in 1...2_000 as ClosedRange<Int64> {
            let widest = (interval - 1) / 2
            let hunt = try Given(
                prizes: 3,
                forecast: 1,
                interval: interval,
                fluctuation: widest
            ).hunt()
            let (first, second) = (hunt.depths(ofPrize: 1), hunt.depths(ofPrize: 2))
            #expect(first.lowerBound >= 1)
            #expect(first.upperBound < second.lowerBound)
            #expect(hunt.depths(ofPrize: 3).upperBound == hunt.maxDepth)
        }
    }
}
