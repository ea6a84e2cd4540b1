import AuthDomain
import Basics
import ServiceKit

/// What became of a mobile that has been proven to be somebody's.
enum MobileBinding: Sendable, Equatable {
    /// It is this account's.
    case bound(ID<User>)
    /// The account is bound to another mobile already; nothing has changed.
    case boundToAnother
}

extension Accounts {
    /// Binds a verified mobile to the account behind an identity, which is made or found where
    /// there is none. An account that has the mobile already is the same person's, and becomes one
    /// with it.
    func bind(_ mobile: Mobile, to identity: inout KnownIdentity) throws -> MobileBinding {
        let mark = mobiles.mark(mobile)
        try joinByUnionid(&identity)
        let own = try identity.uid.flatMap { try store.user($0) }
        if let own, let bound = own.mobile, bound.verified != nil {
            guard bound.number.mark == mark else { return .boundToAnother }
            try prove(&identity)
            return .bound(own.uid)
        }
        let uid: ID<User>
        if let owner = try store.user(of: mark) {
            uid = owner
            if let own {
                guard let left = try merge(own.uid, owner) else { return .boundToAnother }
                identity.uid = left
            } else {
                try link(&identity, to: owner)
            }
        } else {
            uid = try account(of: &identity).uid
            let number = try mobiles.seal(mobile, of: uid)
            try store.set(KnownMobile(number: number, verified: now), of: uid)
            try announce(uid)
        }
        try announceBinding(of: uid)
        return .bound(uid)
    }

    /// Keeps a mobile that was typed in, unless the account has a verified one. It proves nothing,
    /// and nobody is found by it.
    func keep(typed mobile: Mobile, of user: inout KnownUser) throws {
        guard !user.hasVerifiedMobile else { return }
        let kept = KnownMobile(number: try mobiles.seal(mobile, of: user.uid), verified: nil)
        guard kept.number.mark != user.mobile?.number.mark else { return }
        try store.set(kept, of: user.uid)
        user.mobile = kept
    }
}
