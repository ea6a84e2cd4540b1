import Admin
import Basics
import Contracts
import Media
import PointsDomain
import ServiceKit

/// An audit as the back office sees it. Times are China's.
struct AuditLine: Payload {
    struct File: Codable {
        let id: Int64
        let width: Int
        let height: Int
        let url: String
        let thumbnail: String
        let uploaded_at: String
    }

    let id: Int64
    /// Not for whoever judges pictures alone.
    let openid: String?
    let status: String
    let files: [File]
    let submitted_at: String
    let decided_at: String?
    let auditor: String
    let reason: String

    init(_ folder: AuditFolder, for administrator: Operator, _ links: MediaLinks) {
        let audit = folder.audit
        let reader = MediaLinks.Reader("auditor:\(administrator.id)")
        id = audit.id.rawValue
        openid = administrator.has(oneOf: [.owner, .support]) ? audit.openid.text : nil
        status = audit.state.rawValue
        files = folder.uploads.map { upload in
            File(
                id: upload.id.rawValue,
                width: upload.width,
                height: upload.height,
                url: links.link(to: upload.file, for: reader),
                thumbnail: links.link(to: upload.thumbnail, for: reader),
                uploaded_at: adminTime(upload.at)
            )
        }
        submitted_at = adminTime(audit.submitted)
        decided_at = audit.decided.map { adminTime($0) }
        auditor = audit.auditor
        reason = audit.reason
    }
}
