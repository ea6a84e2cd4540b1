import Testing

@testable import Jobs

/// What is kept of an error.
struct TroubleTests {
    @Test(arguments: [
        ("the disk is full", "the disk is full"),
        ("timedOut", "timedOut"),
        ("token 69_abCDefGHijKLmnOPqrSTuvWXyz0123456789 is stale", "token … is stale"),
        ("no code for 13800138000", "no code for …"),
        ("order 2026011512000001 of 7", "order … of 7"),
        ("aVeryLongNameOfATypeThatHasNoDigits", "aVeryLongNameOfATypeThatHasNoDigits"),
        ("two\nlines\u{202e}", "two lines "),
        ("签到失败", "签到失败"),
    ])
    func secretsAreLeftOut(_ text: String, _ kept: String) {
        #expect(JobTrouble.text(text) == kept)
    }

    @Test func itIsCut() {
        let text = JobTrouble.text(String(repeating: "字 ", count: 5000))
        #expect(text.utf8.count <= JobTrouble.maximumBytes)
        #expect(text.hasSuffix("…"))
    }
}
