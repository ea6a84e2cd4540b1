public import Basics

/// From when to when it is open, every day, in seconds of China's day. An end before the beginning is
/// on the next day; equal ones mean the whole day.
public struct OpeningHours: Hashable, Sendable {
    public let opens: Int64
    public let closes: Int64

    /// Day and night.
    public static let always = OpeningHours()

    private init() {
        opens = 0
        closes = 0
    }

    /// Nil outside of a day.
    public init?(opens: Int64, closes: Int64) {
        guard (0..<86_400).contains(opens), (0..<86_400).contains(closes) else { return nil }
        self.opens = opens
        self.closes = closes
    }

    /// Whether it is open at a moment. The second at which it closes is not in it.
    public func isOpen(at time: UnixTime) -> Bool {
        let day = CivilZone.china.day(at: time)
        let second = time.seconds - CivilZone.china.start(of: day).seconds
        if opens == closes { return true }
        return opens < closes
            ? (opens..<closes).contains(second) : second >= opens || second < closes
    }

    /// Seconds of the day out of `HH:MM` or `HH:MM:SS`; `24:00:00` is `00:00:00`. Nil for anything
    /// else.
    public static func seconds(_ text: String) -> Int64? {
        let parts = text.utf8.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        guard (2...3).contains(parts.count), parts.allSatisfy({ $0.count == 2 }),
            let hour = DecimalDigits.value(of: parts[0]),
            let minute = DecimalDigits.value(of: parts[1]),
            let second = parts.count == 3 ? DecimalDigits.value(of: parts[2]) : 0,
            minute < 60, second < 60
        else { return nil }
        let seconds = hour * 3600 + minute * 60 + second
        if seconds == 86_400 { return 0 }
        return seconds < 86_400 ? seconds : nil
    }

    /// As `HH:MM:SS`.
    public static func text(_ seconds: Int64) -> String {
        var octets: Bytes = []
        DecimalDigits.append(seconds / 3600, width: 2, to: &octets)
        octets.append(UInt8(ascii: ":"))
        DecimalDigits.append(seconds / 60 % 60, width: 2, to: &octets)
        octets.append(UInt8(ascii: ":"))
        DecimalDigits.append(seconds % 60, width: 2, to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }
}
