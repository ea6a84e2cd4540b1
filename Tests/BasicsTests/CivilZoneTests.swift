import Basics
import Testing

@Suite struct CivilZoneTests {
    @Test(
        arguments: [
            (0, "1970-01-01 08:00:00", 0),
            (-1, "1970-01-01 07:59:59", 0),
            (57_599, "1970-01-01 23:59:59", 0),
            (57_600, "1970-01-02 00:00:00", 1),
            (951_753_600, "2000-02-29 00:00:00", 11_016),
            (1_709_136_000, "2024-02-29 00:00:00", 19_782),
            (-2_208_988_800, "1900-01-01 08:00:00", -25_567),
            (4_107_513_599, "2100-02-28 23:59:59", 47_540),
            (4_107_513_600, "2100-03-01 00:00:00", 47_541),
        ] as [(Int64, String, Int64)]
    )
    func china(_ seconds: Int64, _ text: String, _ day: Int64) {
        let time = UnixTime(seconds: seconds)
        #expect(CivilZone.china.text(at: time) == text)
        #expect(CivilZone.china.day(at: time) == Day(number: day))
    }

    @Test func milliseconds() {
        #expect(UnixTime(milliseconds: -1).seconds == -1)
        #expect(UnixTime(milliseconds: 1999).seconds == 1)
        let midnight = CivilZone.china.start(of: Day(number: 1))
        #expect(CivilZone.china.day(at: midnight) == Day(number: 1))
        #expect(CivilZone.china.day(at: midnight.adding(milliseconds: -1)) == Day(number: 0))
    }

    @Test(arguments: [Int64.min, Int64.max])
    func endsAtTheBounds(_ extreme: Int64) {
        let time = UnixTime(milliseconds: extreme).adding(seconds: extreme)
        #expect(time.milliseconds == extreme)
        #expect(CivilZone.china.text(at: time).hasSuffix(extreme < 0 ? "00:47:04" : "15:12:55"))
        #expect(CivilZone.china.start(of: Day(number: extreme)).milliseconds == extreme)
        #expect(UnixTime(seconds: extreme).milliseconds == extreme)
        #expect(Day(number: extreme).adding(days: extreme).number == extreme)
        #expect(!Day(number: extreme).text.isEmpty)
    }
}
