import AuthCalls
import AuthDomain
import Basics
import HTTP
import InternalMessages
import Jobs
import Media
import ServiceKit
import Storage
import WeChat

/// A picture that WeChat has to look at before anybody else does.
private struct AvatarCheck: Codable, Sendable {
    let upload: Int64
    let iid: Int64
}

extension AuthService {
    /// A few a day: nobody changes their face more often.
    static let avatarLimits = UploadLimits(perDay: 20, totalBytes: 50 << 20)

    private static let check = JobKind<AvatarCheck>("auth.avatar.check")

    /// Keeps the picture that somebody has chosen (`chooseAvatar` gives a file of the phone's, which
    /// nobody else can open), and makes it that of their account. Answers its address, which everybody
    /// can open once WeChat has passed it.
    func keepAvatar(
        _ file: UploadedFile,
        of caller: Identity
    ) async throws(Failure<Upload.Refusal>) -> String {
        let upload = try await avatars.keep(
            file,
            under: .publicOnceChecked(of: MediaOwner(caller.iid))
        )
        let address = avatars.links.address(of: upload.file)
        try await database.write(refusing: Upload.Refusal.self) { unit in
            let accounts = accounts(unit)
            guard var identity = try accounts.store.identity(caller.iid) else {
                throw Upload.Refusal.ownerUnknown
            }
            var user = try accounts.account(of: &identity)
            var change = ProfileChange()
            change.avatar = address
            try accounts.update(&user, by: change)
            guard upload.state == .pending else { return }
            try jobs.queue.enqueue(
                Self.check,
                key: "\(upload.id)",
                AvatarCheck(upload: upload.id.rawValue, iid: caller.iid.rawValue),
                due: unit.now,
                again: .sooner,
                in: unit
            )
        }
        return address
    }

    /// Has WeChat look at them, and files of those that are gone removed.
    func addAvatarChecks() throws(CompositionError) {
        try avatars.addSweeping(to: jobs)
        try jobs.on(Self.check, atOnce: 1) { job -> JobOutcome in
            do throws(Failure<ContentCheckClient.Refusal>) {
                _ = try await avatars.check(
                    ID(job.payload.upload),
                    by: ID(job.payload.iid),
                    scene: .profile,
                    asking: ownChecks
                )
            } catch {
                // WeChat will not, whoever asks: it stays as it is, seen by its owner alone.
                guard case .refused = error else { throw error }
            }
            return .done
        }
    }

    /// What others ask over a socket, asked at home.
    private var ownChecks: ContentCheckClient {
        ContentCheckClient(
            text: { (text, author, _) async throws(Failure<ContentCheckClient.Refusal>) in
                try await ask(.text(text), author).state
            },
            image: { (url, author, _) async throws(Failure<ContentCheckClient.Refusal>) in
                let finding = try await ask(.image(url), author)
                return ContentCheckClient.Finding(checkID: finding.checkID, state: finding.state)
            }
        )
    }

    private func ask(
        _ content: ContentToCheck,
        _ author: ID<WeChatIdentity>
    ) async throws(Failure<ContentCheckClient.Refusal>) -> ContentFinding {
        do throws(Failure<WeChatCallRefusal>) {
            return try await check(content, by: author, scene: .profile)
        } catch {
            if case .refused(.weChatAway) = error { throw .unavailable(retryAfterSeconds: 60) }
            throw error.map { refusal -> ContentCheckClient.Refusal in
                switch refusal {
                case .identityUnknown: .identityUnknown
                case .textTooLong: .textTooLong
                case .imageMalformed: .imageMalformed
                default: .appUnconfigured
                }
            }
        }
    }
}
