import AuthDomain
import Basics
import Events
import Jobs
import Media
import ServiceKit
import Storage
import WeChat

/// What somebody wants to show to others.
enum ContentToCheck: Sendable {
    case text(String)
    /// From where WeChat can fetch the picture.
    case image(String)
}

/// What WeChat has said about it.
struct ContentFinding: Sendable, Equatable {
    let checkID: String
    let state: ContentState
}

extension AuthService {
    /// Has WeChat look at a text, at once, or at a picture, which takes up to half an hour: the
    /// event `content.checked` tells then.
    func check(
        _ content: ContentToCheck,
        by iid: ID<WeChatIdentity>,
        scene: ContentScene
    ) async throws(Failure<WeChatCallRefusal>) -> ContentFinding {
        let identity = try await database.read(refusing: WeChatCallRefusal.self) { connection in
            guard let identity = try AuthStore(connection: connection).identity(iid) else {
                throw WeChatCallRefusal.identityUnknown
            }
            return identity
        }
        let app = try await weChatApp(identity.appID)
        let checkID = Base64.encodeURL(random.bytes(12))
        switch content {
        case .text(let text):
            guard text.unicodeScalars.count <= TextCheck.maximumCharacters else {
                throw .refused(.textTooLong)
            }
            let check = TextCheck(text, by: identity.openid, scene: scene)
            return ContentFinding(checkID: checkID, state: try await state(of: check, in: app))
        case .image(let url):
            guard url.hasPrefix("http://") || url.hasPrefix("https://") else {
                throw .refused(.imageMalformed)
            }
            let check = MediaCheck(.image, at: url, by: identity.openid, scene: scene)
            return try await begin(check, checkID, of: identity, in: app)
        }
    }

    private func state(
        of check: TextCheck,
        in app: WeChatApp
    ) async throws(Failure<WeChatCallRefusal>) -> ContentState {
        let verdict = try await judged { () async throws(WeChatFailure) in
            try await weChat.withAccessToken(of: app) { token throws(WeChatFailure) in
                try await weChat.checkText(token, check)
            }
        }
        return verdict.map { ContentState($0.suggestion) } ?? .review
    }

    private func begin(
        _ check: MediaCheck,
        _ checkID: String,
        of identity: KnownIdentity,
        in app: WeChatApp
    ) async throws(Failure<WeChatCallRefusal>) -> ContentFinding {
        guard let traceID = try await trace(of: check, in: app) else {
            return ContentFinding(checkID: checkID, state: .review)
        }
        let question = PictureQuestion(
            checkID: checkID,
            iid: identity.iid,
            url: check.url,
            scene: check.scene
        )
        let state = try await database.write(refusing: WeChatCallRefusal.self) { unit in
            let trace = ContentTrace(app: identity.appID, traceID: traceID)
            return try begin(question, under: trace, in: unit)
        }
        return ContentFinding(checkID: checkID, state: state)
    }

    /// WeChat's number for the picture, under which its verdict comes; nil where a person has to look.
    func trace(
        of check: MediaCheck,
        in app: WeChatApp
    ) async throws(Failure<WeChatCallRefusal>) -> String? {
        try await judged { () async throws(WeChatFailure) in
            try await weChat.withAccessToken(of: app) { token throws(WeChatFailure) in
                try await weChat.checkMedia(token, check)
            }
        }
    }

    /// Nil where WeChat will not look for a reason that lies with the user, who has not been there
    /// for two hours, or is kept out: a person has to look.
    private func judged<Value>(
        _ call: () async throws(WeChatFailure) -> Value
    ) async throws(Failure<WeChatCallRefusal>) -> Value? {
        do throws(WeChatFailure) {
            return try await call()
        } catch {
            log.notice("WeChat does not look at a content", ["cause": .text("\(error)")])
            if error.remedy == .refused { return nil }
            throw .refused(WeChatCallRefusal(error))
        }
    }

    // MARK: What comes later

    /// Takes a verdict of WeChat's and tells the others. A verdict may come before we know what it
    /// is about, and may come twice.
    func take(
        _ verdict: MediaVerdict,
        of app: ID<App>
    ) async throws(Failure<Never>) {
        let trace = ContentTrace(app: app, traceID: verdict.traceID)
        if verdict.isUnfetched { return try await takeUnfetched(trace) }
        let state = verdict.verdict.map { ContentState($0.suggestion) } ?? .review
        try await database.write(refusing: Never.self) { unit in
            try settle(trace, as: state, in: unit)
        }
    }

    /// Writes a verdict down and tells the others, once.
    func settle(_ trace: ContentTrace, as state: ContentState, in unit: UnitOfWork) throws {
        let checkID = try AuthStore(connection: unit.connection).settle(
            trace,
            as: state,
            at: unit.now
        )
        if let checkID { try announce(checkID, state, in: unit) }
    }

    /// Tells the others, and our own pictures.
    func announce(_ checkID: String, _ state: ContentState, in unit: UnitOfWork) throws {
        try accounts(unit).announceCheck(checkID, state)
        try MediaLibrary.settle(checkID, as: state, in: unit)
    }

    /// What WeChat has not come back to within an hour goes to a person.
    func settleOverdueChecks(_ job: RunningJob<NoPayload>? = nil) async throws {
        try await database.write { unit in
            let store = AuthStore(connection: unit.connection)
            let checks = try store.overdueChecks(
                before: unit.now.adding(seconds: -3600),
                upTo: 100
            )
            for trace in checks { try settle(trace, as: .review, in: unit) }
            let old = unit.now.adding(seconds: -7 * 86_400)
            try store.forgetChecks(before: old, upTo: 500)
            try job?.finish(in: unit.connection)
        }
    }
}

extension ContentState {
    /// What becomes of a content by WeChat's word.
    init(_ suggestion: ContentVerdict.Suggestion) {
        self =
            switch suggestion {
            case .pass: .pass
            case .risky: .risky
            case .review: .review
            }
    }
}
