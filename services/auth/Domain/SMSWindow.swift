package import Basics

/// So many messages within a time, and no more.
package struct SMSWindow: Sendable, Equatable {
    /// What the messages are counted over.
    package enum Length: Sendable, Equatable {
        /// The last so many seconds.
        case seconds(Int64)
        /// A day in China, from midnight to midnight.
        case day
    }

    package let count: Int
    package let length: Length

    package init(_ count: Int, within length: Length) {
        self.count = count
        self.length = length
    }

    /// One mobile gets one a minute, five an hour, ten a day.
    package static let mobile = [
        SMSWindow(1, within: .seconds(60)), SMSWindow(5, within: .seconds(3600)),
        SMSWindow(10, within: .day),
    ]

    /// What was sent before this moment no longer counts.
    package func start(at now: UnixTime) -> UnixTime {
        switch length {
        case .seconds(let seconds): now.adding(seconds: -seconds).adding(milliseconds: 1)
        case .day: CivilZone.china.start(of: CivilZone.china.day(at: now))
        }
    }

    /// Seconds until there is room again, if the window is full and its oldest message was sent at
    /// `oldest`; at least one.
    package func secondsUntilRoom(oldest: UnixTime, at now: UnixTime) -> Int {
        let free =
            switch length {
            case .seconds(let seconds): oldest.adding(seconds: seconds)
            case .day:
                CivilZone.china.start(of: CivilZone.china.day(at: now)).adding(seconds: 86_400)
            }
        return Int(max(1, (free.milliseconds - now.milliseconds + 999) / 1000))
    }
}
