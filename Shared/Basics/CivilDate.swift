/// Year, month and day of the proleptic Gregorian calendar.
///
/// The arithmetic is Howard Hinnant's `days_from_civil` and `civil_from_days`: eras of 400 years
/// that start on the first of March.
struct CivilDate: Equatable {
    let year: Int64
    let month: Int64
    let day: Int64

    /// Far beyond any `UnixTime`, and far from overflow below.
    private static let bound: Int64 = 1 << 48

    init(year: Int64, month: Int64, day: Int64) {
        self.year = year
        self.month = month
        self.day = day
    }

    init(dayNumber: Int64) {
        let shifted = Swift.min(Swift.max(dayNumber, -Self.bound), Self.bound) + 719_468
        let era = shifted.flooredDivision(by: 146_097)
        let dayOfEra = shifted - era * 146_097
        let yearOfEra =
            (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
        let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
        let shiftedMonth = (5 * dayOfYear + 2) / 153
        day = dayOfYear - (153 * shiftedMonth + 2) / 5 + 1
        month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
        year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    }

    /// Days since 1970-01-01.
    var dayNumber: Int64 {
        let shiftedYear = month <= 2 ? year - 1 : year
        let era = shiftedYear.flooredDivision(by: 400)
        let yearOfEra = shiftedYear - era * 400
        let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
        let dayOfEra = yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear
        return era * 146_097 + dayOfEra - 719_468
    }

    /// Appends `YYYY-MM-DD`.
    func append(to octets: inout Bytes) {
        DecimalDigits.append(year, width: 4, to: &octets)
        octets.append(UInt8(ascii: "-"))
        DecimalDigits.append(month, width: 2, to: &octets)
        octets.append(UInt8(ascii: "-"))
        DecimalDigits.append(day, width: 2, to: &octets)
    }
}
