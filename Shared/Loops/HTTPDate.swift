/// The date format of HTTP (IMF-fixdate, RFC 9110 section 5.6.7).
public enum HTTPDate {
    /// "Sun, 06 Nov 1994 08:49:37 GMT", in octets.
    public static func format(secondsSince1970 seconds: Int64) -> [UInt8] {
        let seconds = min(max(seconds, 0), 253_402_300_799)  // the year 9999 has four digits
        let days = Int(seconds / 86_400)
        let time = Int(seconds % 86_400)
        let (year, month, day) = civil(days: days)
        var text: [UInt8] = []
        text.reserveCapacity(29)
        text += name(days + 4, of: "SunMonTueWedThuFriSat", count: 7)
        text += [44, 32]
        appendTwoDigits(day, to: &text)
        text.append(32)
        text += name(month - 1, of: "JanFebMarAprMayJunJulAugSepOctNovDec", count: 12)
        text.append(32)
        appendTwoDigits(year / 100, to: &text)
        appendTwoDigits(year % 100, to: &text)
        for (lead, part) in [(32, time / 3600), (58, time / 60 % 60), (58, time % 60)] {
            text.append(UInt8(lead))
            appendTwoDigits(part, to: &text)
        }
        text += " GMT".utf8
        return text
    }

    private static func name(_ number: Int, of names: String, count: Int) -> [UInt8] {
        Array(names.utf8.dropFirst(number % count * 3).prefix(3))
    }

    private static func appendTwoDigits(_ number: Int, to text: inout [UInt8]) {
        text.append(48 + UInt8(number / 10 % 10))
        text.append(48 + UInt8(number % 10))
    }

    /// Days since 1970 as year, month, day: counted in eras of 400 years that start in March.
    private static func civil(days: Int) -> (year: Int, month: Int, day: Int) {
        let shifted = days + 719_468
        let era = shifted / 146_097
        let dayOfEra = shifted % 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let monthFromMarch = (5 * dayOfYear + 2) / 153
        let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
        let year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
        return (year, month, dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    }
}
