import Basics
import Testing

@Suite struct SystemTimeTests {
    @Test func neverGoesBack() {
        var last = SystemTime.monotonicNanoseconds()
        for _ in 0..<1000 {
            let now = SystemTime.monotonicNanoseconds()
            #expect(now >= last)
            last = now
        }
    }

    @Test func isInOurTimes() {
        let year = CivilZone.china.day(at: Clock.system.now())
        #expect(year > Day(number: 19_700))
        #expect(year < Day(number: 100_000))
    }
}
