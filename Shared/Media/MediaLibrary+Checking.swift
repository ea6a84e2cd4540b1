public import AuthCalls
public import Basics
public import Events
public import InternalMessages
public import ServiceKit

extension MediaLibrary {
    /// Has WeChat look at a picture that waits for it, and answers what is known then; what is
    /// known already for one that waits no longer. May be repeated: the last question counts.
    ///
    /// - Throws: A refusal of `client`, or what may pass.
    /// - Parameters:
    ///   - id: A picture that is there; otherwise nil is answered.
    ///   - author: Who sent it, as WeChat knows them.
    ///   - scene: Where it is to be shown.
    ///   - client: Who is asked.
    /// - Returns: The state; nil for no picture.
    public func check(
        _ id: ID<Upload>,
        by author: ID<WeChatIdentity>,
        scene: ContentCheckClient.Scene,
        asking client: ContentCheckClient
    ) async throws(Failure<ContentCheckClient.Refusal>) -> ContentState? {
        typealias Refusal = ContentCheckClient.Refusal
        let upload = try await database.read(refusing: Refusal.self) {
            try UploadStore($0).upload(id)
        }
        guard let upload, upload.state == .pending else { return upload?.state }
        let link = links.link(to: upload.file, for: .contentCheck)
        let finding = try await client.image(link, author, scene)
        return try await database.write(refusing: Refusal.self) { unit in
            let store = UploadStore(unit.connection)
            if let begun = try store.begin(finding.checkID, finding.state, of: id) {
                return begun.state
            }
            // Decided while WeChat was asked, or gone.
            return try store.upload(id)?.state
        }
    }

    /// Takes note of a verdict of WeChat's, in the process that hears of it itself.
    public static func settle(
        _ checkID: String,
        as state: ContentState,
        in unit: UnitOfWork
    ) throws {
        _ = try UploadStore(unit.connection).settle(checkID, as: state, at: unit.now)
    }

    /// Has the verdicts of WeChat taken note of. `then` says what else changes with a picture, in
    /// the same unit.
    public static func followChecks(
        by receiver: inout EventReceiver,
        then effect: @escaping @Sendable (Upload, UnitOfWork) throws -> Void = { _, _ in }
    ) {
        receiver.on(ContentChecked.self) { check, event, unit in
            guard let verdict = check.verdict else { throw UnreadableEvent() }
            let upload = try UploadStore(unit.connection)
                .settle(check.check_id, as: verdict, at: event.at)
            if let upload { try effect(upload, unit) }
        }
    }
}
