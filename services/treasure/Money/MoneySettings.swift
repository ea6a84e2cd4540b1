import Basics
import ServiceKit

/// What this process is told about red packets.
struct MoneySettings: Sendable {
    /// `KUMQUAT_TREASURE_CLAIM_DAYS`: afterwards a prize that was won lapses.
    var claimDays: Int64 = 30
    /// `KUMQUAT_TREASURE_PAYOUT_YUAN_PER_DAY`: no more goes out on a day of China's calendar.
    var payoutsPerDay = Money(fen: 2_000_000)

    /// As they are where nothing is said.
    init() {}

    init(_ environment: Environment) throws(SettingError) {
        claimDays = Int64(
            try environment.integer(.treasureClaimDays, default: Int(claimDays), in: 1...3650)
        )
        let yuan = try environment.integer(
            .treasurePayoutYuanPerDay,
            default: Int(payoutsPerDay.fen / 100),
            in: 0...1_000_000_000
        )
        payoutsPerDay = Money(fen: 100 * Int64(yuan))
    }

    /// When a prize that was won then lapses.
    func lapse(ofWonAt time: UnixTime) -> UnixTime { time.adding(seconds: claimSeconds) }

    /// How long a winner has.
    var claimSeconds: Int64 { 86_400 * claimDays }
}
