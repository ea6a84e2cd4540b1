import Testing

@testable import StackRunner

/// How patient the runner is with a process that dies.
struct RestartPolicyTests {
    @Test("the wait doubles, the fifth death in a minute is the last")
    func fiveDeathsInAMinute() {
        var policy = RestartPolicy()
        let verdicts = (0..<5).map { policy.died(at: second(100 + $0)) }
        #expect(
            verdicts == [
                .restart(afterMilliseconds: 200), .restart(afterMilliseconds: 400),
                .restart(afterMilliseconds: 800), .restart(afterMilliseconds: 1_600), .giveUp,
            ]
        )
    }

    @Test("one that dies every twenty seconds is restarted for ever, ten seconds apart at most")
    func slowDeaths() {
        var policy = RestartPolicy()
        let verdicts = (0..<50).map { policy.died(at: second(20 * $0)) }
        #expect(!verdicts.contains(.giveUp))
        #expect(verdicts.last == .restart(afterMilliseconds: 10_000))
    }

    @Test("a quiet minute is forgiveness")
    func quietMinute() {
        var policy = RestartPolicy()
        for second in 0..<4 { _ = policy.died(at: self.second(UInt64(second))) }
        #expect(policy.died(at: second(64)) == .restart(afterMilliseconds: 200))
    }

    private func second(_ number: UInt64) -> UInt64 { number * 1_000_000_000 }
}
