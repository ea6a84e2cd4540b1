import Media
import ServiceKit

/// What this process is told.
struct CommerceSettings {
    let uploadLimits: UploadLimits

    init(_ environment: Environment) throws(SettingError) {
        uploadLimits = try UploadLimits(environment)
    }
}
