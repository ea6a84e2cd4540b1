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

    init(_ start: Start, quota: UploadQuota) throws {
        folder = try MediaFolder(
            "\(start.home)/media/\(start.name)",
            random: start.random,
            log: start.log,
            workers: start.workers
        )
        links = MediaLinks(
            origin: try start.environment.publicURL(),
            service: start.name,
            keys: start.keys,
            clock: start.clock
        )
        self.quota = quota
        random = start.random
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
