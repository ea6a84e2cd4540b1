/// A civil day (proleptic Gregorian), counted from 1970-01-01 = 0.
public struct Day: Hashable, Comparable, Sendable {
    /// Days since 1970-01-01, negative before.
    public let number: Int64

    /// The day `number` days after 1970-01-01.
    public init(number: Int64) {
        self.number = number
    }

    /// Reads `YYYY-MM-DD` with four, two and two digits; nil for anything else and for days that
    /// no calendar has.
    public init?(_ text: String) {
        let octets = Bytes(text.utf8)
        guard octets.count == 10, octets[4] == UInt8(ascii: "-"), octets[7] == UInt8(ascii: "-"),
            let year = DecimalDigits.value(of: octets[0..<4]),
            let month = DecimalDigits.value(of: octets[5..<7]),
            let day = DecimalDigits.value(of: octets[8..<10])
        else { return nil }
        guard (1...12).contains(month), day >= 1 else { return nil }
        let date = CivilDate(year: year, month: month, day: day)
        number = date.dayNumber
        // February 30 is counted into March; it does not come back as itself.
        guard CivilDate(dayNumber: number) == date else { return nil }
    }

    /// `YYYY-MM-DD`.
    public var text: String {
        var octets: Bytes = []
        octets.reserveCapacity(10)
        append(to: &octets)
        return String(decoding: octets, as: UTF8.self)
    }

    /// Appends `YYYY-MM-DD`.
    public func append(to octets: inout Bytes) {
        CivilDate(dayNumber: number).append(to: &octets)
    }

    /// The day `days` later; ends at the bounds instead of overflowing.
    public func adding(days: Int64) -> Day {
        Day(number: number.saturatingPlus(days))
    }

    public static func < (left: Day, right: Day) -> Bool {
        left.number < right.number
    }
}
