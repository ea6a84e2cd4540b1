import Basics
import Events
import JSON
import PointsDomain
import ServiceKit
import Storage

/// `user.registered`: whoever registers takes part from then on, counted once whether the event or
/// their first sign-in comes first; the code that they came by counts then.
struct Registration {
    static let eventType = "user.registered"

    let rules: Rules

    func apply(_ event: IncomingEvent, in unit: UnitOfWork) throws {
        guard let iid = event.data["iid"]?.integer, let app = event.data["app"]?.integer,
            let openid = event.data["openid"]?.string, !openid.isEmpty
        else { throw UnreadableEvent() }
        let participant = Participant(id: ID(iid), app: ID(app), openid: ExternalID(openid))
        let uid = event.data["uid"]?.integer.map { ID<User>($0) }
        try PointsStore(unit.connection).register(participant, at: event.at)
        if let uid {
            try ProfileStore(connection: unit.connection).note(
                uid,
                of: participant.id,
                seq: event.seq
            )
        }
        guard let code = event.data["invite"]?.string.flatMap(ShareCode.init) else { return }
        try Invitations(connection: unit.connection, rules: rules)
            .accept(code, by: participant.id, uid, at: event.at)
    }
}
