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

/// What becomes of tasks when something is known of their picture.
struct PictureVerdict: Sendable {
    let course: Course

    /// Also for a picture of which nothing new is known: nothing happens then.
    func apply(_ upload: Upload, in unit: UnitOfWork) throws {
        guard upload.state != .pending else { return }
        let store = TaskStore(unit.connection)
        for task in try store.tasks(showing: upload.id.rawValue) where task.content == .pending {
            switch upload.state {
            case .pending: continue
            case .pass:
                let text = try store.text(of: task.id) ?? .review
                _ = try store.judge(task.id, text, from: .pending)
                try course.publishIfReady(task.id, in: unit)
            case .review:
                _ = try store.judge(task.id, .review, from: .pending)
            case .risky:
                _ = try store.judge(task.id, .risky, from: .pending)
                try course.end(task.id, .refused, in: unit)
            }
        }
    }
}
