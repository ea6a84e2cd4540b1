import Basics
import Events
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// Which task somebody looks at.
    enum Pointer: Sendable {
        /// By its code; nil for what is the code of no task.
        case code(TaskCode?)
        /// By what a poster's code carries; nil for what can be none.
        case scene(Int64?)
    }

    /// What somebody was shown.
    private struct Look: Sendable {
        let sight: TaskSight
        let uid: ID<User>
        /// Who has brought them, where that has to be noted yet.
        let sharer: ExternalID?
    }

    /// A task as somebody sees it, with the newest participants, one after the other. Notes who has brought them, where
    /// somebody has.
    func details(
        _ pointer: Pointer,
        for player: Player,
        broughtBy sharer: ExternalID?,
        _ use: (ParticipantLine) -> Void
    ) async throws(Failure<LookRefusal>) -> TaskSight {
        let look = try await database.read(refusing: LookRefusal.self) { connection in
            try self.look(pointer, player, sharer, in: connection, use)
        }
        if let sharer = look.sharer {
            try await database.write(refusing: LookRefusal.self) { unit in
                try ShareStore(unit.connection)
                    .note(sharer, brought: look.uid, to: look.sight.task.id, at: unit.now)
            }
        }
        return look.sight
    }

    private func look(
        _ pointer: Pointer,
        _ player: Player,
        _ sharer: ExternalID?,
        in connection: Connection,
        _ use: (ParticipantLine) -> Void
    ) throws -> Look {
        let uid = try PeopleStore(connection).account(player.uid)
        var (code, sharer) = (nil as TaskCode?, sharer)
        switch pointer {
        case .code(let known): code = known
        case .scene(let number):
            let scene = try number.flatMap { try ShareStore(connection).scene($0) }
            (code, sharer) = (scene?.code, scene?.sharer)
        }
        guard let code, let sight = try sight(code, for: uid, in: connection, use) else {
            throw LookRefusal.taskUnknown
        }
        guard let sharer, !sharer.bytes.isEmpty, sharer != player.unionid,
            try !ShareStore(connection).isNoted(sharer, uid, sight.task.id)
        else { return Look(sight: sight, uid: uid, sharer: nil) }
        return Look(sight: sight, uid: uid, sharer: sharer)
    }

    /// Nil for none, and for one that they may not see.
    private func sight(
        _ code: TaskCode,
        for uid: ID<User>,
        in connection: Connection,
        _ use: (ParticipantLine) -> Void
    ) throws -> TaskSight? {
        let store = SightStore(connection)
        guard let view = try store.view(code, by: uid), view.isShown(to: uid) else { return nil }
        try participants(of: view.task, .first, for: uid, in: store, use)
        return TaskSight(
            task: view.task,
            publisher: view.publisher,
            isPublishersOwn: view.task.publisher == uid,
            lastDig: view.lastDig,
            hasWon: view.hasWon,
            prizes: view.hasWon
                ? try PrizeStore(connection).prizes(of: view.task.id, wonBy: uid) : [],
            commitment: view.commitment,
            seed: view.task.state.isOver ? Hex.encode(view.seed) : nil
        )
    }
}
