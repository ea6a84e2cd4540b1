import Loops
import Media
import PointsDomain
import ServiceKit

/// What this process is told.
struct PointsSettings {
    let rules: Rules
    /// Of one participant.
    let uploadLimits: UploadLimits
    /// `KUMQUAT_APPROVAL_POINTS`: an adjustment of more needs a second operator.
    let approvalLimit: Int64

    init(_ environment: Environment) throws(SettingError) {
        rules = try Self.rules(environment.optionalText(.pointsRules))
        uploadLimits = try UploadLimits(environment)
        approvalLimit = Int64(
            try environment.integer(.approvalPoints, default: 10_000, in: 0...1_000_000_000)
        )
    }

    private static func rules(_ path: String?) throws(SettingError) -> Rules {
        do {
            guard let path else { return try RulesFile.read(Array(RulesFile.shipped.utf8)) }
            return try RulesFile.read(SmallFile.read(path))
        } catch {
            throw SettingError(.pointsRules, "\(error)")
        }
    }
}
