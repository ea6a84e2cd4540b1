import AuthCalls
import Basics
import Events
import InternalMessages
import Jobs
import Media
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// So many codes are drawn beforehand: that all of them are taken happens to nobody.
    private static let draws = 4

    /// Publishes a task: fixes where its prizes lie, and shows it to others once the content check
    /// has passed it and, of a red packet, the money has come.
    func publish(
        _ publication: Publication,
        by player: Player
    ) async throws(Failure<Publication.Refusal>) -> TaskCode {
        let upload = try await picture(of: publication, player)
        let merchant = try await merchant(for: publication, player)
        let text = try await judge(publication.text, player)
        let seed = DrawSeed(random)
        let codes = (0..<Self.draws).map { _ in TaskCode(random) }
        let code = try await database.write(refusing: Publication.Refusal.self) {
            [rules, course, jobs = jobs.queue] unit in
            let uid = try PeopleStore(unit.connection).account(player.uid)
            guard try !RuleStore(unit.connection).isBlacklisted(uid) else {
                throw Publication.Refusal.blacklisted
            }
            let players = PlayerStore(unit.connection)
            let day = CivilZone.china.day(at: unit.now)
            let today = try players.countRelease(of: uid, called: player.unionid, on: day)
            guard today <= rules.tasksPerDay else { throw Publication.Refusal.tooManyToday }
            // What WeChat says of it may have come in the meantime.
            guard let present = try UploadStore(unit.connection).upload(upload) else {
                throw Publication.Refusal.pictureUnknown
            }
            let payBy =
                publication.terms.kind == .redPacket
                ? unit.now.adding(seconds: rules.paySeconds) : nil
            let birth = { (code: TaskCode) throws(Publication.Refusal) in
                TaskStore.Birth(
                    code: code,
                    publisher: uid,
                    publisherIdentity: player.identity,
                    app: player.app,
                    merchant: merchant,
                    terms: publication.terms,
                    words: TreasureTask.Words(
                        signature: publication.signature,
                        name: publication.name,
                        synopsis: publication.synopsis,
                        picture: present.file,
                        thumbnail: present.thumbnail
                    ),
                    upload: present.id.rawValue,
                    content: try Self.content(text, present.state),
                    text: text,
                    seed: seed.octets,
                    commitment: seed.commitment,
                    depths: seed.depths(of: publication.terms.hunt, code: code.text),
                    payBy: payBy
                )
            }
            let id: ID<TreasureTask> = try unit.connection.nextID()
            let store = TaskStore(unit.connection)
            for code in codes where try store.add(birth(code), as: id, at: unit.now) {
                try players.count(tasks: 1, on: day)
                try Self.doubt(present, of: player, jobs, in: unit)
                if let payBy { try course.awaitPayment(id, until: payBy, in: unit) }
                try course.publishIfReady(id, in: unit)
                return code
            }
            throw StorageError.busy
        }
        metrics.published.add()
        return code
    }

    /// What is known of texts and picture together. A picture that is pending decides later.
    private static func content(
        _ text: ContentState,
        _ picture: ContentState
    ) throws(Publication.Refusal) -> ContentState {
        switch picture {
        case .risky: throw .pictureRisky
        case .pending, .review: picture
        case .pass: text
        }
    }

    /// The publisher's own upload behind the address. Tells whoever may not publish before anything
    /// is asked of others.
    private func picture(
        of publication: Publication,
        _ player: Player
    ) async throws(Failure<Publication.Refusal>) -> ID<Upload> {
        let file = uploads.links.file(at: publication.picture)
        let day = CivilZone.china.day(at: clock.now)
        return try await database.read(refusing: Publication.Refusal.self) {
            [rules] connection in
            let people = PeopleStore(connection)
            let uid = try people.account(player.uid)
            guard try !RuleStore(connection).isBlacklisted(uid) else {
                throw Publication.Refusal.blacklisted
            }
            guard try PlayerStore(connection).releases(of: uid, on: day) < rules.tasksPerDay else {
                throw Publication.Refusal.tooManyToday
            }
            guard let file, let upload = try UploadStore(connection).upload(withFile: file),
                upload.visibility == .public,
                try people.account(ID(upload.owner.number)) == uid
            else { throw Publication.Refusal.pictureUnknown }
            guard upload.state != .risky else { throw Publication.Refusal.pictureRisky }
            return upload.id
        }
    }

    /// The merchant account that takes the money of a red packet; empty for goods.
    private func merchant(
        for publication: Publication,
        _ player: Player
    ) async throws(Failure<Publication.Refusal>) -> String {
        guard publication.terms.kind == .redPacket else { return "" }
        let known: String?
        do {
            known = try await money.merchant(of: player.app)
        } catch {
            throw error.map { never -> Publication.Refusal in }
        }
        guard let known, !known.isEmpty else { throw .refused(.noRedPackets) }
        return known
    }

    private func judge(
        _ text: String,
        _ player: Player
    ) async throws(Failure<Publication.Refusal>) -> ContentState {
        let state: ContentState
        do {
            state = try await checks.text(text, player.identity, .social)
        } catch {
            switch error {
            case .refused(.appUnconfigured), .refused(.imageMalformed):
                // Nobody asks WeChat for this app: a person reads it.
                return .review
            case .refused(.identityUnknown): throw .refused(.playerUnregistered)
            case .refused(.textTooLong): throw .refused(.synopsisTooLong)
            case .unavailable(let seconds): throw .unavailable(retryAfterSeconds: seconds)
            case .fault: throw .fault
            }
        }
        guard state != .risky else { throw .refused(.textRisky) }
        // Texts are judged at once; what is not is for a person.
        return state == .pending ? .review : state
    }
}
