import Basics
import Media
import PointsDomain

/// An audit as the back office sees it. Times are China's.
struct AuditLine: Encodable {
    struct File: Encodable {
        let id: Int64
        let width: Int
        let height: Int
        let url: String
        let thumbnail: String
        let uploaded_at: String
    }

    let id: Int64
    let openid: String
    let status: String
    let files: [File]
    let submitted_at: String
    let decided_at: String?
    let auditor: String
    let reason: String

    init(_ folder: AuditFolder, for auditor: String, _ links: MediaLinks) {
        let audit = folder.audit
        let reader = MediaLinks.Reader("auditor:\(auditor)")
        id = audit.id.rawValue
        openid = audit.openid.text
        status = audit.state.rawValue
        files = folder.uploads.map { upload in
            File(
                id: upload.id.rawValue,
                width: upload.width,
                height: upload.height,
                url: links.link(to: upload.file, for: reader),
                thumbnail: links.link(to: upload.thumbnail, for: reader),
                uploaded_at: CivilZone.china.text(at: upload.at)
            )
        }
        submitted_at = CivilZone.china.text(at: audit.submitted)
        decided_at = audit.decided.map { CivilZone.china.text(at: $0) }
        self.auditor = audit.auditor
        reason = audit.reason
    }
}
