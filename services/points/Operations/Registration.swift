import Basics
import JSON
import PointsDomain
import ServiceKit
import Storage

/// `user.registered`: whoever registers takes part from then on, counted once whether the event or
/// their first sign-in comes first.
enum Registration {
    static let eventType = "user.registered"

    static func apply(_ event: IncomingEvent, in connection: Connection) throws {
        guard let iid = event.data["iid"]?.integer, let app = event.data["app"]?.integer,
            let openid = event.data["openid"]?.string, !openid.isEmpty
        else { throw UnreadableEvent() }
        let participant = Participant(id: ID(iid), app: app, openid: Octets(openid))
        try PointsStore(connection).register(participant, at: event.at)
    }
}
