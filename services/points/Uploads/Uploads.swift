import Basics
import PointsDomain
import ServiceKit

/// What uploads need beside the database.
struct Uploads: Sendable {
    /// Where the files lie.
    let folder: MediaFolder
    /// Links to them.
    let links: MediaLinks
    /// How much one participant may send.
    let quota: UploadQuota
    /// Chance for ids and names.
    let random: RandomSource

    init(_ process: ProcessContext, quota: UploadQuota) throws {
        folder = try MediaFolder(
            "\(process.home)/media/\(process.name)",
            random: process.random,
            log: process.log,
            workers: process.workers
        )
        links = MediaLinks(
            origin: try process.environment.publicURL(),
            service: process.name,
            keys: process.keys,
            clock: process.clock
        )
        self.quota = quota
        random = process.random
    }

    init(folder: MediaFolder, links: MediaLinks, quota: UploadQuota, random: RandomSource) {
        self.folder = folder
        self.links = links
        self.quota = quota
        self.random = random
    }

    /// A reader of links: the owner of what they lead to.
    static let owner = MediaLinks.Reader("owner")

    /// A reader of links: somebody of the back office.
    static func auditor(_ name: String) -> MediaLinks.Reader {
        MediaLinks.Reader("auditor:\(name)")
    }
}
