import Basics
import ConsoleDomain
import Testing

struct LockoutTests {
    private static let begin = UnixTime(seconds: 1_800_000_000)

    private func after(_ failures: Int) -> Lockout {
        (0..<failures).reduce(Lockout.none) { lockout, _ in lockout.failed(at: Self.begin) }
    }

    @Test(
        "five are free; then it waits longer each time, and never longer than a quarter of an hour",
        arguments: [
            (0, nil), (4, nil), (5, 60), (6, 120), (7, 240), (8, 480), (9, 900), (10, 900),
            (1000, 900),
        ] as [(Int, Int64?)]
    )
    func waits(failures: Int, seconds: Int64?) {
        let lockout = after(failures)
        #expect(lockout.wait(at: Self.begin) == seconds)
        guard let seconds else { return }
        let end = Self.begin.adding(seconds: seconds)
        #expect(lockout.wait(at: end.adding(milliseconds: -1)) == 1)
        #expect(lockout.wait(at: end) == nil)
    }

    @Test("a quiet day forgets; a clock that was set back locks nobody out")
    func forgets() {
        let later = Self.begin.adding(seconds: 86_401)
        #expect(after(9).failed(at: later).failures == 1)
        #expect(after(9).failed(at: Self.begin.adding(seconds: 86_400)).failures == 10)
        #expect(after(9).wait(at: Self.begin.adding(seconds: -86_400)) == nil)
    }
}
