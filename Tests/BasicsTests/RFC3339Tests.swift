import Basics
import Testing

@Suite struct RFC3339Tests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2018-06-08T10:34:56+08:00", 1_528_425_296_000),
        ("2018-06-08T02:34:56Z", 1_528_425_296_000),
        ("2018-06-07T21:04:56-05:30", 1_528_425_296_000),
        ("2015-05-20T13:29:35.120+08:00", 1_432_099_775_120),
        ("2015-05-20T13:29:35.1+08:00", 1_432_099_775_100),
        ("2015-05-20T13:29:35.123987+08:00", 1_432_099_775_123),
    ])
    func read(_ text: String, _ milliseconds: Int64) {
        #expect(UnixTime(rfc3339: text)?.milliseconds == milliseconds)
    }

    @Test(arguments: [
        "", "2018-06-08", "2018-06-08T10:34:56", "2018-06-08 10:34:56Z", "2018-06-31T10:34:56Z",
        "2018-06-08T24:34:56Z", "2018-06-08T10:60:56Z", "2018-06-08T10:34:60Z",
        "2018-06-08T10:34:56+8:00", "2018-06-08T10:34:56+08:60", "2018-06-08T10:34:56+24:00",
        "2018-06-08T10:34:56.Z", "2018-06-08T10:34:56.1234", "2018-06-08T10:34:56ZZ",
        "2018-06-08T10:34:56é",
    ])
    func refused(_ text: String) {
        #expect(UnixTime(rfc3339: text) == nil)
    }

    @Test func written() {
        let time = UnixTime(milliseconds: 1_432_099_775_020)
        #expect(CivilZone.china.rfc3339(at: time) == "2015-05-20T13:29:35+08:00")
        #expect(
            CivilZone.china.rfc3339(at: time, milliseconds: true)
                == "2015-05-20T13:29:35.020+08:00"
        )
        #expect(CivilZone(offsetSeconds: 0).rfc3339(at: time) == "2015-05-20T05:29:35Z")
        #expect(CivilZone(offsetSeconds: -19_800).rfc3339(at: time) == "2015-05-19T23:59:35-05:30")
    }
}
