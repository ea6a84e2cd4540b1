import Basics
import PointsDomain
import Storage

/// Counts and pays for new users whom somebody brought.
struct Invitations {
    let connection: Connection
    let rules: Rules

    /// `invitee` has registered as a new user, with this code. Nothing happens when the code is
    /// nobody's, their own or that of another identity of theirs, when the person behind them was
    /// known already, or when they were brought before.
    func accept(
        _ code: ShareCode,
        by invitee: ID<WeChatIdentity>,
        _ uid: ID<User>?,
        at time: UnixTime
    ) throws {
        let store = InvitationStore(connection: connection)
        let points = PointsStore(connection)
        guard let inviter = try store.owner(of: code), inviter != invitee,
            let account = try points.account(of: inviter), !account.isClosed,
            try isNew(uid, invitee)
        else { return }
        let number = account.invited + 1
        let day = CivilZone.china.day(at: time)
        guard try store.add(invitee, by: inviter, number: number, on: day, at: time) else { return }
        // Before it is counted: paid under the multiplier that held until now.
        try pay(.invite, to: inviter, ref: "invite:\(invitee)", at: time)
        try store.count(number, of: inviter)
        try pay(.invitee, to: invitee, ref: "invitee", at: time)
        let board = RankStore(connection, board: .invitations(on: day))
        let old = try board.place(of: inviter)
        let turn = try points.nextTurn(participants: 0, points: .zero)
        let place = Place(score: (old?.score ?? 0) + 1, turn: turn)
        try board.put(inviter, at: place, from: old)
    }

    /// One person may have several identities: only the first one is new.
    private func isNew(_ uid: ID<User>?, _ invitee: ID<WeChatIdentity>) throws -> Bool {
        guard let uid else { return true }
        return try !ProfileStore(connection: connection).has(uid, besides: invitee)
    }

    private func pay(
        _ task: PointsTask,
        to id: ID<WeChatIdentity>,
        ref: String,
        at time: UnixTime
    ) throws {
        guard rules.points(for: task) > .zero else { return }
        _ = try PointsStore(connection).award(task, to: id, ref: ref, under: rules, at: time)
    }
}
