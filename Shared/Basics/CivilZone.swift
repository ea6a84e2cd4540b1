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
        if let octets = spelled(time) { return String(validUTF8: octets.span) ?? "" }
        var octets: Bytes = []
        append(time, to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }

    /// Appends what clocks there show at `time`, as `YYYY-MM-DD HH:MM:SS`.
    public func append(_ time: UnixTime, to buffer: inout OctetBuffer) {
        guard let octets = spelled(time) else { return buffer.append(text(at: time)) }
        unsafe buffer.append(octets.span.bytes)
    }

    /// Nil for a year that has not four digits.
    private func spelled(_ time: UnixTime) -> InlineArray<19, UInt8>? {
        let date = CivilDate(dayNumber: day(at: time).number)
        guard (0...9999).contains(date.year) else { return nil }
        let second = localSeconds(at: time).flooredRemainder(by: 86_400)
        var octets = InlineArray<19, UInt8>(repeating: UInt8(ascii: "-"))
        func put(_ value: Int64, at place: Int) {
            octets[place] = DecimalDigits.digit(UInt64(value / 10))
            octets[place + 1] = DecimalDigits.digit(UInt64(value % 10))
        }
        put(date.year / 100, at: 0)
        put(date.year % 100, at: 2)
        put(date.month, at: 5)
        put(date.day, at: 8)
        octets[10] = UInt8(ascii: " ")
        put(second / 3600, at: 11)
        octets[13] = UInt8(ascii: ":")
        put(second / 60 % 60, at: 14)
        octets[16] = UInt8(ascii: ":")
        put(second % 60, at: 17)
        return octets
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
