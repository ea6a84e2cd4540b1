import AuthDomain
import Basics
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
        let now = now
        try await database.write(refusing: DeleteRefusal.self, log: log) { connection in
            let accounts = accounts(connection, at: now)
            guard let identity = try accounts.store.identity(caller.iid) else {
                throw DeleteRefusal.identityGone
            }
            if let uid = identity.uid {
                try accounts.erase(uid)
            } else {
                try accounts.erase(identity.iid)
            }
        }
        outbox.ring()
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
        try store.endAll(of: .user(uid), as: .gone, at: now)
        for iid in iids { try store.eraseIdentity(iid) }
        if let mobile { try store.eraseCode(for: mobile) }
        try store.eraseUser(uid)
        return iids
    }

    /// The same for an identity behind which there is no account.
    func erase(_ iid: ID<WeChatIdentity>) throws {
        try announceDeletion(of: nil, [iid])
        try store.endAll(of: .identity(iid), as: .gone, at: now)
        try store.eraseIdentity(iid)
    }
}
