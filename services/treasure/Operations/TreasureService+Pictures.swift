import AuthCalls
import Basics
import Events
import HTTP
import InternalMessages
import Jobs
import Media
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// A picture that WeChat is to look at, and who sent it.
    struct Question: Codable, Sendable {
        let upload: Int64
        let author: Int64
    }

    private static let question = JobKind<Question>("treasure.picture.check")
    /// Auth has told what became of a question by then, if it was asked.
    private static let doubtSeconds: Int64 = 2 * 3600

    /// Keeps a picture of somebody's, and has WeChat asked about it; the one that is there for a
    /// file that they have sent before.
    func upload(
        _ file: UploadedFile,
        by player: Player
    ) async throws(Failure<Upload.Refusal>) -> Upload {
        let uid = try await database.read(refusing: Upload.Refusal.self) { connection in
            let uid = try PeopleStore(connection).account(player.uid)
            guard try !RuleStore(connection).isBlacklisted(uid) else {
                throw Upload.Refusal.ownerUnknown
            }
            return uid
        }
        let upload = try await uploads.keep(file, under: .publicOnceChecked(of: MediaOwner(uid)))
        guard upload.state == .pending else { return upload }
        try await database.write(refusing: Upload.Refusal.self) { [jobs = jobs.queue] unit in
            try jobs.enqueue(
                Self.question,
                key: "\(upload.id)",
                Question(upload: upload.id.rawValue, author: player.identity.rawValue),
                due: unit.now,
                in: unit
            )
        }
        return upload
    }

    /// A task waits for this picture: should nobody have asked WeChat, or should its word have been
    /// lost, it is asked in the end.
    static func doubt(
        _ upload: Upload,
        of player: Player,
        _ jobs: JobQueue,
        in unit: UnitOfWork
    ) throws {
        guard upload.state == .pending else { return }
        try jobs.enqueue(
            question,
            key: "\(upload.id)",
            Question(upload: upload.id.rawValue, author: player.identity.rawValue),
            due: unit.now.adding(seconds: doubtSeconds),
            in: unit
        )
    }

    /// Where somebody's own picture is found: where everybody finds it, or, as long as others may
    /// not see it, by a link.
    func address(of upload: Upload) -> String {
        upload.isShown
            ? uploads.links.address(of: upload.file)
            : uploads.links.link(to: upload.file, for: .owner)
    }

    /// Has WeChat asked about pictures. What it says later comes as an event.
    func addPictureChecks() throws(CompositionError) {
        try jobs.on(Self.question) { job in
            let id = ID<Upload>(job.payload.upload)
            let author = ID<WeChatIdentity>(job.payload.author)
            do throws(Failure<ContentCheckClient.Refusal>) {
                _ = try await uploads.check(id, by: author, scene: .social, asking: checks)
            } catch {
                // Whoever sent it is gone, and with them the picture.
                if error == .refused(.identityUnknown) { return .done }
                throw error
            }
            try await database.write { [course] unit in
                guard let upload = try UploadStore(unit.connection).upload(id) else { return }
                try PictureVerdict(course: course).apply(upload, in: unit)
            }
            return .done
        }
    }
}
