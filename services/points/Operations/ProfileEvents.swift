import Basics
import Events
import JSON
import PointsDomain
import ServiceKit
import Storage

/// What auth tells of accounts that exist: `user.changed`, `user.phone_bound`, `user.merged`. Each
/// names all identities of the account. Points belong to the identity, so a merge moves none.
enum ProfileEvents {
    static func add(to events: inout EventReceiver) {
        events.on("user.changed", change)
        events.on("user.phone_bound", bindPhone)
        events.on("user.merged", merge)
    }

    /// The identities that an event names.
    static func identities(of event: IncomingEvent) throws -> [ID<WeChatIdentity>] {
        guard let list = event.data["iids"]?.array else { throw UnreadableEvent() }
        return try list.map { element in
            guard let iid = element.integer else { throw UnreadableEvent() }
            return ID(iid)
        }
    }

    private static func change(_ event: IncomingEvent, in unit: UnitOfWork) throws {
        let data = event.data
        guard let nickname = data["nickname"]?.string, let avatar = data["avatar"]?.string else {
            throw UnreadableEvent()
        }
        var flags = Certificates.Flags()
        flags.isPhone = try flag("is_phone", data)
        flags.isEmail = try flag("is_email", data)
        flags.isRealName = try flag("is_real_name", data)
        flags.isFace = try flag("is_face", data)
        flags.isMP = try flag("is_mp", data)
        let profile = Profile(
            uid: try user("uid", data),
            nickname: nickname,
            avatar: avatar,
            flags: flags
        )
        for id in try identities(of: event) {
            try ProfileStore(connection: unit.connection).put(profile, of: id, seq: event.seq)
        }
    }

    private static func bindPhone(_ event: IncomingEvent, in unit: UnitOfWork) throws {
        let uid = try user("uid", event.data)
        for id in try identities(of: event) {
            try ProfileStore(connection: unit.connection).notePhone(uid, of: id, seq: event.seq)
        }
    }

    private static func merge(_ event: IncomingEvent, in unit: UnitOfWork) throws {
        let uid = try user("into", event.data)
        for id in try identities(of: event) {
            try ProfileStore(connection: unit.connection).note(uid, of: id, seq: event.seq)
        }
    }

    private static func user(_ name: String, _ data: JSONValue) throws -> ID<User> {
        guard let uid = data[name]?.integer else { throw UnreadableEvent() }
        return ID(uid)
    }

    private static func flag(_ name: String, _ data: JSONValue) throws -> Bool {
        guard let flag = data[name]?.bool else { throw UnreadableEvent() }
        return flag
    }
}
