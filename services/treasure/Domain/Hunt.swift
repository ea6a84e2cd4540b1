/// How the prizes of a task lie: how many there are, and between which depths each of them is.
///
/// A task is a hole that gets one deeper with every dig. Whatever passes `init` has depths that
/// ascend strictly from at least 1 to at most ``maxDepth``, whichever way they are drawn.
package struct Hunt: Hashable, Sendable {
    /// Most prizes of one task.
    package static let mostPrizes: Int64 = 1_000
    /// The most digs that a publisher may expect.
    package static let mostForecast: Int64 = 1_000_000
    /// The widest distance between two prizes.
    package static let mostInterval: Int64 = 1_000_000
    /// The furthest that a prize may lie from its place, where the interval is the widest.
    package static let mostFluctuation = largestFluctuation(within: mostInterval)

    package let prizes: Int64
    /// How many digs the publisher expects.
    package let forecast: Int64
    /// From one prize to the next; 0 where there is one prize.
    package let interval: Int64
    /// How far a prize may lie from its multiple of ``interval``; 0 where there is one prize.
    package let fluctuation: Int64

    /// Nothing given for `interval` is what the forecast says, nothing for `fluctuation` is none.
    /// Where there is one prize, neither is looked at.
    package init(
        prizes: Int64,
        forecast: Int64,
        interval: Int64?,
        fluctuation: Int64?
    ) throws(HuntRefusal) {
        guard 1...Self.mostPrizes ~= prizes else { throw .prizesOutOfBounds }
        guard 1...Self.mostForecast ~= forecast else { throw .forecastOutOfBounds }
        self.prizes = prizes
        self.forecast = forecast
        guard prizes > 1 else {
            self.interval = 0
            self.fluctuation = 0
            return
        }
        let interval = interval ?? max(forecast / prizes, 1)
        guard 1...Self.mostInterval ~= interval else { throw .intervalOutOfBounds }
        let fluctuation = fluctuation ?? 0
        // So that no prize overtakes the next one, and the first is not above the ground.
        guard 0...Self.largestFluctuation(within: interval) ~= fluctuation else {
            throw .fluctuationTooWide
        }
        self.interval = interval
        self.fluctuation = fluctuation
    }

    private static func largestFluctuation(within interval: Int64) -> Int64 { (interval - 1) / 2 }

    /// The depth at which the last prize has been found, however the draw went.
    package var maxDepth: Int64 {
        prizes == 1 ? forecast : prizes * interval + fluctuation
    }

    /// Between which depths the prize with this number lies; the first one is 1.
    package func depths(ofPrize number: Int64) -> ClosedRange<Int64> {
        guard prizes > 1 else { return 1...forecast }
        let middle = number * interval
        return middle - fluctuation...middle + fluctuation
    }
}
