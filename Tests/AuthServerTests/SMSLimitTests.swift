import Basics
import HTTP
import ServiceKit
import Testing

@testable import AuthServer

/// The limits of `sms/verify_code` that are not a mobile's own.
@Suite struct SMSLimitTests {
    @Test func addressesAppsAndTheDayHaveTheirLimits() async throws {
        for (limits, passes) in [
            (SMSLimits(perDay: 3, perAddress: 100, perApp: 100), 3),
            (SMSLimits(perDay: 100, perAddress: 2, perApp: 100), 2),
            (SMSLimits(perDay: 100, perAddress: 100, perApp: 4), 4),
        ] {
            let world = try await AuthWorld(smsLimits: limits)
            let caller = try await world.shopper("o1", "a")
            var sent = 0
            for number in 0..<6 {
                let answer = await world.harness.call(
                    .post,
                    "/api/user/sms/verify_code",
                    ["mobile": "1380000000\(number)"],
                    as: caller,
                    headers: [(name: "X-Forwarded-For", value: "203.0.113.9")]
                )
                if answer.code == 0 { sent += 1 } else { #expect(answer.status == 429) }
            }
            #expect(sent == passes && world.mailbox.count == passes)
        }
    }

    @Test func thisMachineIsNotCountedInTheSandbox() async throws {
        let world = try await AuthWorld(smsLimits: SMSLimits(perDay: 9, perAddress: 1, perApp: 9))
        let caller = try await world.shopper("o1", "a")
        for number in 0..<3 {
            let answer = await world.harness.call(
                .post,
                "/api/user/sms/verify_code",
                ["mobile": "1380000000\(number)"],
                as: caller,
                headers: [(name: "X-Forwarded-For", value: "127.0.0.1")]
            )
            #expect(answer.code == 0)
        }
    }

    @Test func theBudgetIsWarnedOfOnce() async throws {
        let world = try await AuthWorld(smsLimits: SMSLimits(perDay: 5, perAddress: 9, perApp: 9))
        let caller = try await world.shopper("o1", "a")
        for number in 0..<7 {
            _ = await world.harness.call(
                .post,
                "/api/user/sms/verify_code",
                ["mobile": "1380000000\(number)"],
                as: caller
            )
        }
        let lines = world.world.lines.all
        #expect(lines.count { $0.contains("is nearly spent") } == 1)
        #expect(lines.count { $0.contains("messages is spent") } == 1)
        let figures = await world.harness.call(.get, "/metrics").body
        #expect(figures.contains("kumquat_sms_sent_total 5"))
        #expect(figures.contains("kumquat_sms_refused_total 2"))
        #expect(figures.contains("kumquat_sms_budget_left 0"))
    }
}
