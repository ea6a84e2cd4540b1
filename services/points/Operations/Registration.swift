import Basics
import Events
import InternalMessages
import PointsDomain
import ServiceKit
import Storage

/// `user.registered`: whoever registers takes part from then on, counted once whether the event or
/// their first sign-in comes first; the code that they came by counts then.
struct Registration {
    let rules: Rules

    func apply(_ user: UserRegistered, _ event: EventMessage, in unit: UnitOfWork) throws {
        guard !user.openid.isEmpty else { throw UnreadableEvent() }
        let participant = Participant(
            id: ID(user.iid),
            app: ID(user.app),
            openid: ExternalID(user.openid)
        )
        let uid = ID<User>(user.uid)
        try PointsStore(unit.connection).register(participant, at: event.at)
        try ProfileStore(connection: unit.connection).note(uid, of: participant.id, seq: event.seq)
        guard let code = user.invite.flatMap(ShareCode.init) else { return }
        try Invitations(connection: unit.connection, rules: rules)
            .accept(code, by: participant.id, uid, at: event.at)
    }
}
