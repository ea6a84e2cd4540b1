import AuthCalls
import Basics
import Events
import InternalMessages
import Loops
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Media

/// A picture that everybody is to see waits for WeChat's word.
@Suite struct CheckingTests {
    private static let author = ID<WeChatIdentity>(3)

    /// Answers these findings one after the other, and keeps the addresses it was given.
    private final class Asked: Sendable {
        let addresses = Locked<[String]>([])
        private let findings: [ContentCheckClient.Finding]

        init(_ findings: (String, ContentState)...) {
            self.findings = findings.map { .init(checkID: $0.0, state: $0.1) }
        }

        var client: ContentCheckClient {
            ContentCheckClient(
                text: { (_, _, _) async throws(Failure<ContentCheckClient.Refusal>) in
                    Issue.record("no text is to be judged")
                    throw .fault
                },
                image: { (url, author, _) async throws(Failure<ContentCheckClient.Refusal>) in
                    #expect(author == CheckingTests.author)
                    let number = self.addresses.withLock {
                        $0.append(url)
                        return $0.count - 1
                    }
                    return self.findings[number]
                }
            )
        }
    }

    private func check(
        _ gallery: Gallery,
        _ upload: Upload,
        _ asked: Asked
    ) async throws -> ContentState? {
        try await gallery.library.check(
            upload.id,
            by: Self.author,
            scene: .forum,
            asking: asked.client
        )
    }

    @Test(arguments: [("pass", 200), ("risky", 404), ("review", 404)])
    func shownWhenItHasPassed(_ verdict: String, _ status: Int) async throws {
        let gallery = try Gallery()
        let upload = try await gallery.keep(1, .publicOnceChecked(of: Gallery.someone))
        #expect(try await check(gallery, upload, Asked(("c1", .pending))) == .pending)
        #expect(await gallery.look(at: upload.file).status == 404)
        #expect(try await gallery.tell(1, "other", "pass"))
        #expect(await gallery.look(at: upload.file).status == 404)
        #expect(try await gallery.tell(2, "c1", verdict))
        #expect(await gallery.look(at: upload.file).status == status)
        #expect(try await gallery.state(of: upload.id)?.rawValue == verdict)
        // The first word holds.
        #expect(try await gallery.tell(3, "c1", "pass"))
        #expect(await gallery.look(at: upload.file).status == status)
        // Who waits no longer is not asked about.
        #expect(try await check(gallery, upload, Asked())?.rawValue == verdict)
    }

    /// WeChat fetches it with a link that is good for four hours: it may be asked again for one, and
    /// fetches when it likes.
    @Test func weChatCanFetchIt() async throws {
        let gallery = try Gallery()
        let upload = try await gallery.keep(1, .publicOnceChecked(of: Gallery.someone))
        let asked = Asked(("c1", .pending))
        _ = try await check(gallery, upload, asked)
        let address = try #require(asked.addresses.withLock { $0.first })
        gallery.world.time.advance(seconds: 4 * 3600 - 60)
        #expect(await gallery.look(address).status == 200)
        gallery.world.time.advance(seconds: 61)
        #expect(await gallery.look(address).status == 403)
    }

    @Test func aVerdictBeforeItsNumberIsKnown() async throws {
        let gallery = try Gallery()
        let upload = try await gallery.keep(1, .publicOnceChecked(of: Gallery.someone))
        #expect(try await gallery.tell(1, "c1", "pass"))
        #expect(try await check(gallery, upload, Asked(("c1", .pending))) == .pass)
        #expect(await gallery.look(at: upload.file).status == 200)
        // And one that auth knew at once.
        let second = try await gallery.keep(2, .publicOnceChecked(of: Gallery.someone))
        #expect(try await check(gallery, second, Asked(("c2", .risky))) == .risky)
        #expect(await gallery.look(at: second.file).status == 404)
    }

    /// When it is asked about twice, as after an answer that was lost, the last number counts.
    @Test func askedTwice() async throws {
        let gallery = try Gallery()
        let upload = try await gallery.keep(1, .publicOnceChecked(of: Gallery.someone))
        let asked = Asked(("c1", .pending), ("c2", .pending))
        _ = try await check(gallery, upload, asked)
        _ = try await check(gallery, upload, asked)
        #expect(try await gallery.tell(1, "c1", "risky"))
        #expect(try await gallery.state(of: upload.id) == .pending)
        #expect(try await gallery.tell(2, "c2", "pass"))
        #expect(try await gallery.state(of: upload.id) == .pass)
    }

    @Test func aPersonDecides() async throws {
        let gallery = try Gallery()
        let upload = try await gallery.keep(1, .publicOnceChecked(of: Gallery.someone))
        let hidden = try await gallery.keep(2, .private(of: Gallery.someone))
        _ = try await check(gallery, upload, Asked(("c1", .review)))
        func waiting() async throws -> [ID<Upload>] {
            try await gallery.library.database.read {
                try UploadStore($0).underReview(after: ID(0), upTo: 10).map(\.id)
            }
        }
        #expect(try await waiting() == [upload.id])
        for (mayBeShown, status) in [(true, 200), (false, 404), (true, 200)] {
            let isDone = try await gallery.library.database.write {
                try UploadStore($0.connection).decide(upload.id, mayBeShown: mayBeShown)
            }
            #expect(isDone)
            #expect(await gallery.look(at: upload.file).status == status)
        }
        #expect(try await waiting().isEmpty)
        // A later word of WeChat's changes nothing.
        #expect(try await gallery.tell(1, "c1", "risky"))
        #expect(await gallery.look(at: upload.file).status == 200)
        let isPublished = try await gallery.library.database.write {
            try UploadStore($0.connection).decide(hidden.id, mayBeShown: true)
        }
        #expect(!isPublished)
    }

    /// What else changes with a picture changes in the same unit, or neither does.
    @Test func theEffectIsOfTheSameUnit() async throws {
        struct NotNow: Error {}
        let isOpen = Locked(false)
        let seen = Locked<[String]>([])
        let gallery = try Gallery { upload, _ in
            guard isOpen.withLock({ $0 }) else { throw NotNow() }
            seen.withLock { $0.append("\(upload.id) \(upload.state)") }
        }
        let upload = try await gallery.keep(1, .publicOnceChecked(of: Gallery.someone))
        _ = try await check(gallery, upload, Asked(("c1", .pending)))
        #expect(try await !gallery.tell(1, "c1", "pass"))
        #expect(try await gallery.state(of: upload.id) == .pending)
        isOpen.withLock { $0 = true }
        let parked = try await gallery.library.database.read {
            try EventReceiver.parked(after: nil, limit: 9, in: $0)
        }
        #expect(try await gallery.events.retry(parked[0].id) { _, _ in }?.applied == 1)
        #expect(try await gallery.state(of: upload.id) == .pass)
        #expect(seen.withLock { $0 } == ["\(upload.id) pass"])
    }

    @Test func whoIsNotAnsweredMayAskAgain() async throws {
        let gallery = try Gallery()
        let upload = try await gallery.keep(1, .publicOnceChecked(of: Gallery.someone))
        var client = Asked().client
        client.image = { (_, _, _) async throws(Failure<ContentCheckClient.Refusal>) in
            throw .unavailable(retryAfterSeconds: 5)
        }
        await #expect(throws: Failure<ContentCheckClient.Refusal>.unavailable(retryAfterSeconds: 5))
        {
            try await gallery.library.check(
                upload.id,
                by: Self.author,
                scene: .forum,
                asking: client
            )
        }
        #expect(try await check(gallery, upload, Asked(("c1", .pass))) == .pass)
    }

    /// Verdicts about pictures of other services come as well, and are not kept for ever.
    @Test func strangeVerdictsAreForgotten() async throws {
        let gallery = try Gallery()
        func kept() async throws -> Int64? {
            try await gallery.library.database.read {
                try $0.first("SELECT count(*) FROM upload_verdict") { try $0.integer(0) }
            }
        }
        for number in 1...5 { #expect(try await gallery.tell(number, "x\(number)", "pass")) }
        #expect(try await kept() == 5)
        gallery.world.time.advance(seconds: 86_401)
        #expect(try await gallery.tell(6, "x6", "pass"))
        #expect(try await kept() == 1)
        for (number, state) in [(7, "pending"), (8, "fine")] {
            #expect(try await !gallery.tell(number, "x", state))
        }
    }
}
