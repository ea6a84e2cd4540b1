import AuthDomain
import Basics
import Events
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
        try tell("user.registered", "iid:\(identity.iid)", event)
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
        try tell("user.changed", "uid:\(uid)", event)
    }

    /// `user.phone_bound`: an account has a verified mobile.
    func announceBinding(of uid: ID<User>) throws {
        let event = UserPhoneBound(
            uid: uid.rawValue,
            iids: try store.identities(of: uid).map(\.rawValue)
        )
        try tell("user.phone_bound", "uid:\(uid)", event)
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
        try tell("user.merged", "uid:\(gone)", event)
    }

    /// `user.deleted`: nothing personal of an account may stay. Without an account uid is 0.
    func announceDeletion(of uid: ID<User>?, _ iids: [ID<WeChatIdentity>]) throws {
        let event = UserDeleted(uid: uid?.rawValue ?? 0, iids: iids.map(\.rawValue))
        try tell("user.deleted", uid.map { "uid:\($0)" } ?? "iid:\(iids[0])", event)
    }

    /// `content.checked`: what WeChat says of a picture.
    func announceCheck(_ checkID: String, _ state: ContentState) throws {
        let event = ContentChecked(check_id: checkID, state: state.rawValue)
        try tell("content.checked", "check:\(checkID)", event)
    }

    private func tell(_ type: String, _ subject: String, _ data: some Encodable) throws {
        try outbox.append(OutgoingEvent(type: type, subject: subject, data: data), in: unit)
    }
}

private struct UserRegistered: Encodable {
    let iid: Int64
    let uid: Int64
    let app: Int64
    let openid: String
    let unionid: String?
    let invite: String?
}

private struct UserChanged: Encodable {
    let uid: Int64
    let iids: [Int64]
    let nickname: String
    let avatar: String
    let gender: Int64
    let country: String
    let province: String
    let city: String
    let language: String
    let is_phone: Bool
    let is_email: Bool
    let is_real_name: Bool
    let is_face: Bool
    let is_mp: Bool
}

private struct UserPhoneBound: Encodable {
    let uid: Int64
    let iids: [Int64]
}

private struct UserMerged: Encodable {
    let from: Int64
    let into: Int64
    let iids: [Int64]
}

private struct UserDeleted: Encodable {
    let uid: Int64
    let iids: [Int64]
}

private struct ContentChecked: Encodable {
    let check_id: String
    let state: String
}
