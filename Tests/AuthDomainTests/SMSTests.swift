import Basics
import Testing

@testable import AuthDomain

@Suite struct SMSTests {
    /// 2026-01-15 23:30:00 in China.
    private let now = UnixTime(seconds: 1_768_491_000)

    @Test func aWindowOfSecondsMovesAlong() {
        let minute = SMSWindow(1, within: .seconds(60))
        #expect(minute.start(at: now) == now.adding(milliseconds: -59_999))
        #expect(minute.secondsUntilRoom(oldest: now.adding(seconds: -59), at: now) == 1)
        #expect(minute.secondsUntilRoom(oldest: now, at: now) == 60)
        #expect(minute.secondsUntilRoom(oldest: now.adding(milliseconds: -500), at: now) == 60)
        #expect(minute.secondsUntilRoom(oldest: now.adding(seconds: -100), at: now) == 1)
    }

    @Test func aDayIsChinas() {
        let day = SMSWindow(10, within: .day)
        #expect(CivilZone.china.text(at: day.start(at: now)) == "2026-01-15 00:00:00")
        #expect(day.secondsUntilRoom(oldest: now.adding(seconds: -7000), at: now) == 1800)
    }

    @Test(
        arguments: [
            (0, 5, false, 299, true, nil), (0, 0, false, 299, false, .wrong),
            (4, 5, false, 0, true, nil), (5, 0, false, 0, true, .burnt),
            (0, 0, true, 0, true, .used), (0, 0, true, 400, true, .used),
            (0, 0, false, 300, true, .expired), (5, 0, false, 300, false, .expired),
        ] as [(Int, Int, Bool, Int64, Bool, VerifyCode.Refusal?)]
    )
    func attempt(
        _ wrongTries: Int,
        _ othersTries: Int,
        _ isUsed: Bool,
        _ age: Int64,
        _ isEqual: Bool,
        _ refusal: VerifyCode.Refusal?
    ) {
        // The same for whoever asked, and for all others.
        for isAsker in [true, false] {
            let code = VerifyCode(
                hash: [],
                expires: now.adding(seconds: VerifyCode.lifetimeSeconds),
                wrongTries: isAsker ? wrongTries : othersTries,
                strangersWrongTries: isAsker ? othersTries : wrongTries,
                isUsed: isUsed
            )
            var tried = code
            let time = now.adding(seconds: age)
            #expect(tried.attempt(isEqual: isEqual, byAsker: isAsker, at: time) == refusal)
            #expect(tried.isUsed == (isUsed || refusal == nil))
            let counted = isAsker ? tried.wrongTries : tried.strangersWrongTries
            let untouched = isAsker ? tried.strangersWrongTries : tried.wrongTries
            #expect(counted == wrongTries + (refusal == .wrong ? 1 : 0))
            #expect(untouched == othersTries)
        }
    }
}
