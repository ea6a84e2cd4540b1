/// The best ones, and the caller among all.
package struct Ranking: Sendable, Equatable {
    /// One of the best, from place 1 on.
    package struct Line: Sendable, Equatable {
        package let nickname: String
        package let avatar: String
        package let points: Points

        package init(nickname: String, avatar: String, points: Points) {
            self.nickname = nickname
            self.avatar = avatar
            self.points = points
        }
    }

    /// Best first.
    package let best: [Line]
    /// The caller's own place, from 1; 0 for somebody who does not take part yet.
    package let own: Int64

    package init(best: [Line], own: Int64) {
        self.best = best
        self.own = own
    }
}
