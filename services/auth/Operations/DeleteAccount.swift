import AuthDomain
import Basics
import Events
import Media
import ServiceKit
import Storage

/// The WeChat identity that asks is no more.
enum DeleteRefusal: Error, Sendable, Equatable {
    case identityGone
}

extension AuthService {
    /// Deletes the caller's account, with all WeChat identities behind it: whoever logs in the
    /// next time is new here.
    func deleteAccount(of caller: Identity) async throws(Failure<DeleteRefusal>) {
        try await database.write(refusing: DeleteRefusal.self) { unit in
            let accounts = accounts(unit)
            guard let identity = try accounts.store.identity(caller.iid) else {
                throw DeleteRefusal.identityGone
            }
            if let uid = identity.uid {
                try accounts.erase(uid)
            } else {
                try accounts.erase(identity.iid)
            }
        }
    }
}

extension Accounts {
    /// Takes away everything that is known of an account and of the identities behind it, and
    /// tells the others to do the same. Answers the identities.
    @discardableResult
    func erase(_ uid: ID<User>) throws -> [ID<WeChatIdentity>] {
        let iids = try store.identities(of: uid)
        let mobile = try store.user(uid)?.mobile?.number.mark
        try announceDeletion(of: uid, iids)
        try withdrawGrants(of: uid)
        try store.endAll(of: .user(uid), as: .gone, at: now)
        for iid in iids { try eraseIdentity(iid) }
        if let mobile { try store.eraseCode(for: mobile) }
        try store.eraseUser(uid)
        return iids
    }

    /// The same for an identity behind which there is no account.
    func erase(_ iid: ID<WeChatIdentity>) throws {
        try announceDeletion(of: nil, [iid])
        try store.endAll(of: .identity(iid), as: .gone, at: now)
        try eraseIdentity(iid)
    }

    /// Whether the person behind an identity has deleted an account here.
    func hasBeenHere(_ identity: KnownIdentity) throws -> Bool {
        try marks(of: identity).contains { try store.isDeparture($0) }
    }

    /// A mark stays by which the same person is known again, and nobody is told who it was: else
    /// somebody who goes and comes back were invited anew each time.
    private func eraseIdentity(_ iid: ID<WeChatIdentity>) throws {
        guard let identity = try store.identity(iid) else { return }
        for mark in marks(of: identity) { try store.noteDeparture(mark) }
        try store.eraseIdentity(iid)
        try MediaLibrary.removeAll(of: MediaOwner(iid), jobs, in: unit)
    }

    /// WeChat may give a unionid from one day on, so there may be two.
    private func marks(of identity: KnownIdentity) -> [Bytes] {
        [identity.standIn, identity.unionid]
            .compactMap { $0.map { mobiles.hash($0.text, for: "departure") } }
    }
}
