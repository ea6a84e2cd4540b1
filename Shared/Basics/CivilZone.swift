/// Civil time at a fixed offset from UTC.
public struct CivilZone: Sendable {
    /// Seconds that clocks there are ahead of UTC.
    public let offsetSeconds: Int64

    /// China Standard Time, UTC+8 all year.
    public static let china = CivilZone(offsetSeconds: 8 * 3600)

    /// A zone `offsetSeconds` ahead of UTC; at most a day either way.
    public init(offsetSeconds: Int64) {
        self.offsetSeconds = Swift.min(Swift.max(offsetSeconds, -86_400), 86_400)
    }

    /// The day that calendars there show at `time`.
    public func day(at time: UnixTime) -> Day {
        Day(number: localSeconds(at: time).flooredDivision(by: 86_400))
    }

    /// What clocks there show at `time`, as `YYYY-MM-DD HH:MM:SS`.
    public func text(at time: UnixTime) -> String {
        var octets: Bytes = []
        octets.reserveCapacity(19)
        append(time, to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }

    /// Appends what clocks there show at `time`, as `YYYY-MM-DD HH:MM:SS`.
    public func append(_ time: UnixTime, to octets: inout Bytes) {
        day(at: time).append(to: &octets)
        let second = localSeconds(at: time).flooredRemainder(by: 86_400)
        octets.append(UInt8(ascii: " "))
        DecimalDigits.append(second / 3600, width: 2, to: &octets)
        octets.append(UInt8(ascii: ":"))
        DecimalDigits.append(second / 60 % 60, width: 2, to: &octets)
        octets.append(UInt8(ascii: ":"))
        DecimalDigits.append(second % 60, width: 2, to: &octets)
    }

    /// The first moment of `day` there; ends at the bounds of `UnixTime`.
    public func start(of day: Day) -> UnixTime {
        let seconds = day.number.saturatingTimes(86_400).saturatingPlus(-offsetSeconds)
        return UnixTime(seconds: seconds)
    }

    private func localSeconds(at time: UnixTime) -> Int64 {
        time.seconds + offsetSeconds
    }
}
