import Loops
import PointsDomain
import ServiceKit

/// What this process is told.
struct PointsSettings {
    let rules: Rules
    /// `KUMQUAT_UPLOADS_PER_DAY`, `KUMQUAT_UPLOAD_MEGABYTES`: of one participant.
    let uploadQuota: UploadQuota

    init(_ environment: Environment) throws(SettingError) {
        rules = try Self.rules(environment.optionalText(.pointsRules))
        let perDay = try environment.integer(.uploadsPerDay, default: 50, in: 1...100_000)
        let megabytes = try environment.integer(.uploadMegabytes, default: 500, in: 1...1_000_000)
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
