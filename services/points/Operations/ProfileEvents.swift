import Basics
import Events
import InternalMessages
import PointsDomain
import ServiceKit
import Storage

/// What auth tells of accounts that exist: `user.changed`, `user.phone_bound`, `user.merged`. Each
/// names all identities of the account. Points belong to the identity, so a merge moves none.
enum ProfileEvents {
    static func add(to events: inout EventReceiver) {
        events.on(UserChanged.self, change)
        events.on(UserPhoneBound.self, bindPhone)
        events.on(UserMerged.self, merge)
    }

    private static func change(
        _ user: UserChanged,
        _ event: EventMessage,
        in unit: UnitOfWork
    ) throws {
        var flags = Certificates.Flags()
        flags.isPhone = user.is_phone
        flags.isEmail = user.is_email
        flags.isRealName = user.is_real_name
        flags.isFace = user.is_face
        flags.isMP = user.is_mp
        let profile = Profile(
            uid: ID(user.uid),
            nickname: user.nickname,
            avatar: user.avatar,
            flags: flags
        )
        for iid in user.iids {
            try ProfileStore(connection: unit.connection).put(profile, of: ID(iid), seq: event.seq)
        }
    }

    private static func bindPhone(
        _ user: UserPhoneBound,
        _ event: EventMessage,
        in unit: UnitOfWork
    ) throws {
        for iid in user.iids {
            try ProfileStore(connection: unit.connection)
                .notePhone(ID(user.uid), of: ID(iid), seq: event.seq)
        }
    }

    private static func merge(
        _ merge: UserMerged,
        _ event: EventMessage,
        in unit: UnitOfWork
    ) throws {
        for iid in merge.iids {
            try ProfileStore(connection: unit.connection)
                .note(ID(merge.into), of: ID(iid), seq: event.seq)
        }
    }
}
