import Media
import ServiceKit
import TreasureDomain

/// What this process is told.
struct TreasureSettings {
    let rules: TreasureRules
    /// Of one player.
    let uploadLimits: UploadLimits
    /// The page that a poster's code leads to; nil for the mini-program's first one.
    let posterPage: String?

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
            mostYuan: try number(.treasureMostYuan, usual.mostYuan, 1...Int(Publication.mostYuan))
        )
        uploadLimits = try UploadLimits(environment)
        posterPage = try environment.posterPage()
    }
}

extension Environment {
    /// `KUMQUAT_TREASURE_POSTER_PAGE`, as WeChat takes pages: without a slash before it.
    fileprivate func posterPage() throws(SettingError) -> String? {
        let page = text(.treasurePosterPage, default: "")
        guard !page.hasPrefix("/"), !page.contains("?"), page.utf8.count <= 128 else {
            throw SettingError(
                .treasurePosterPage,
                "is no page like pages/task/task: no slash before it, no parameters"
            )
        }
        return page.isEmpty ? nil : page
    }
}
