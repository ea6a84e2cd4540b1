import Media
import ServiceKit
import TreasureDomain

/// What this process is told.
struct TreasureSettings {
    let rules: TreasureRules
    /// Of one player.
    let uploadLimits: UploadLimits

    init(_ environment: Environment) throws(SettingError) {
        let usual = TreasureRules()
        func number(
            _ key: SettingKey,
            _ usual: Int64,
            _ bounds: ClosedRange<Int>
        ) throws(SettingError) -> Int64 {
            Int64(try environment.integer(key, default: Int(usual), in: bounds))
        }
        let coolDown = try number(.treasureCoolDown, usual.coolDown.seconds, 0...86_400)
        rules = TreasureRules(
            coolDown: CoolDown(seconds: coolDown),
            taskSeconds: 86_400
                * (try number(.treasureTaskDays, usual.taskSeconds / 86_400, 1...365)),
            // WeChat Pay takes an order from one minute on.
            paySeconds: 60 * (try number(.treasurePayMinutes, usual.paySeconds / 60, 1...120)),
            digsPerDay: try number(.treasureDigsPerDay, usual.digsPerDay, 1...1_000_000),
            tasksPerDay: try number(.treasureTasksPerDay, usual.tasksPerDay, 1...1_000_000),
            // From 2,000 on, WeChat Pay asks for the real name, which we do not keep.
            mostYuan: try number(.treasureMostYuan, usual.mostYuan, 1...1999)
        )
        uploadLimits = try UploadLimits(environment)
    }
}
