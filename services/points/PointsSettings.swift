import Loops
import PointsDomain
import ServiceKit

/// What this process is told.
struct PointsSettings {
    let rules: Rules
    /// `KUMQUAT_UPLOADS_PER_DAY`, `KUMQUAT_UPLOAD_MEGABYTES`: of one participant.
    let uploadQuota: UploadQuota
    /// `KUMQUAT_APPROVAL_POINTS`: an adjustment of more needs a second operator.
    let approvalLimit: Int64

    init(_ environment: Environment) throws(SettingError) {
        rules = try Self.rules(environment.optionalText(.pointsRules))
        let perDay = try environment.integer(.uploadsPerDay, default: 50, in: 1...100_000)
        let megabytes = try environment.integer(.uploadMegabytes, default: 500, in: 1...1_000_000)
        approvalLimit = Int64(
            try environment.integer(.approvalPoints, default: 10_000, in: 0...1_000_000_000)
        )
        uploadQuota = UploadQuota(perDay: Int64(perDay), bytes: Int64(megabytes) << 20)
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
