package import Basics
public import ServiceKit
public import Storage

/// The pictures of a service: files in its folder, rows in its database, links to them.
///
/// The files of a picture are on disk before its row is, so that no row is ever without its files;
/// files without a row are swept away.
public struct MediaLibrary: Sendable {
    /// Where the files lie, and where those are put that are coming in.
    public let folder: MediaFolder
    /// Links to them.
    public let links: MediaLinks
    let database: ServiceDatabase
    /// Whether there may be pictures for everybody: if not, every address needs a link.
    let publishes: Bool
    let limits: UploadLimits
    let clock: DomainClock
    let random: RandomSource
    let log: Logger
    let metrics: MediaMetrics

    /// The library of a process that starts: `$KUMQUAT_HOME/media/<service>`, in the tables of
    /// ``migration(number:)``.
    public init(
        _ process: ProcessContext,
        database: ServiceDatabase,
        publishes: Bool,
        limits: UploadLimits
    ) throws {
        try self.init(
            folder: MediaFolder(
                "\(process.home)/media/\(process.name)",
                random: process.random,
                log: process.log,
                workers: process.workers
            ),
            links: MediaLinks(
                origin: try process.environment.publicURL(),
                service: process.name,
                keys: process.keys,
                clock: process.clock
            ),
            database: database,
            publishes: publishes,
            limits: limits,
            clock: process.clock,
            random: process.random,
            log: process.log,
            metrics: process.metrics
        )
    }

    package init(
        folder: MediaFolder,
        links: MediaLinks,
        database: ServiceDatabase,
        publishes: Bool,
        limits: UploadLimits,
        clock: DomainClock,
        random: RandomSource,
        log: Logger,
        metrics: Metrics
    ) {
        self.folder = folder
        self.links = links
        self.database = database
        self.publishes = publishes
        self.limits = limits
        self.clock = clock
        self.random = random
        self.log = log
        self.metrics = MediaMetrics(metrics)
    }

    /// The tables of pictures, as the migration of this number.
    public static func migration(number: Int) -> Migration {
        Migration(number: number, name: "pictures", sql: UploadStore.schema)
    }
}
