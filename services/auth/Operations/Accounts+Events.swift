import AuthDomain
import Basics
import Events
import InternalMessages
import ServiceKit

extension Accounts {
    /// `user.registered`: an identity takes part in points from now on.
    func announceRegistration(
        of identity: KnownIdentity,
        _ uid: ID<User>,
        invitedBy invite: Invite?
    ) throws {
        let event = UserRegistered(
            iid: identity.iid.rawValue,
            uid: uid.rawValue,
            app: identity.appID.rawValue,
            openid: identity.openid.text,
            unionid: identity.unionid?.text,
            invite: invite?.text
        )
        try tell("iid:\(identity.iid)", event)
    }

    /// `user.changed`: everything that is now known of an account.
    func announce(_ uid: ID<User>) throws {
        guard let user = try store.user(uid) else { return }
        let event = UserChanged(
            uid: uid.rawValue,
            iids: try store.identities(of: uid).map(\.rawValue),
            nickname: user.profile.nickname,
            avatar: user.profile.avatar,
            gender: user.profile.gender.rawValue,
            country: user.profile.country,
            province: user.profile.province,
            city: user.profile.city,
            language: user.profile.language,
            is_phone: user.hasVerifiedMobile,
            is_email: user.flags.isEmail,
            is_real_name: user.flags.isRealName,
            is_face: user.flags.isFace,
            is_mp: user.flags.isMP
        )
        try tell("uid:\(uid)", event)
    }

    /// `user.phone_bound`: an account has a verified mobile.
    func announceBinding(of uid: ID<User>) throws {
        let event = UserPhoneBound(
            uid: uid.rawValue,
            iids: try store.identities(of: uid).map(\.rawValue)
        )
        try tell("uid:\(uid)", event)
    }

    /// `user.merged`: what belonged to one account belongs to the other.
    func announceMerging(
        of gone: ID<User>,
        into left: ID<User>,
        _ moved: [ID<WeChatIdentity>]
    ) throws {
        let event = UserMerged(
            from: gone.rawValue,
            into: left.rawValue,
            iids: moved.map(\.rawValue)
        )
        // After everything that was said of the one that is gone.
        try tell("uid:\(gone)", event)
    }

    /// `user.deleted`: nothing personal of an account may stay. Without an account uid is 0.
    func announceDeletion(of uid: ID<User>?, _ iids: [ID<WeChatIdentity>]) throws {
        let event = UserDeleted(uid: uid?.rawValue ?? 0, iids: iids.map(\.rawValue))
        try tell(uid.map { "uid:\($0)" } ?? "iid:\(iids[0])", event)
    }

    /// `content.checked`: what WeChat says of a picture.
    func announceCheck(_ checkID: String, _ state: ContentState) throws {
        let event = ContentChecked(checkID: checkID, state)
        try tell("check:\(checkID)", event)
    }

    private func tell(_ subject: String, _ data: some EventPayload) throws {
        try outbox.append(OutgoingEvent(subject: subject, data), in: unit)
    }
}
