/// What somebody is told beside their code.
package struct ShareStanding: Sendable, Equatable {
    /// By what their points are multiplied now.
    package let times: Int64
    /// Their place by the friends invited yesterday, from 1; 0 without any.
    package let yesterdayRank: Int64
    /// The same for today.
    package let todayRank: Int64

    package init(times: Int64, yesterdayRank: Int64, todayRank: Int64) {
        self.times = times
        self.yesterdayRank = yesterdayRank
        self.todayRank = todayRank
    }
}
