import AuthDomain
import Basics
import ServiceKit

extension Accounts {
    /// Makes two accounts of one person one, and answers which is left. Nothing that the person
    /// said or proved is lost, and the one that goes leaves word where it went. Nil, and nothing
    /// done, if each is bound to a mobile of its own.
    func merge(_ first: ID<User>, _ second: ID<User>) throws -> ID<User>? {
        guard first != second else { return first }
        guard let one = try store.user(first), let other = try store.user(second) else {
            return nil
        }
        switch AccountRank.verdict(rank(one), rank(other)) {
        case .firstStays: try dissolve(other, into: one)
        case .secondStays: try dissolve(one, into: other)
        case .conflict: return nil
        }
        return try store.redirect(of: first) ?? first
    }

    private func rank(_ user: KnownUser) -> AccountRank {
        AccountRank(
            hasVerifiedMobile: user.hasVerifiedMobile,
            created: user.created,
            number: user.uid.rawValue
        )
    }

    private func dissolve(_ gone: KnownUser, into left: KnownUser) throws {
        let moved = try store.identities(of: gone.uid)
        try store.moveIdentities(from: gone.uid, into: left.uid)
        try store.redirect(gone.uid, to: left.uid)
        try store.set(left.profile.merged(with: gone.profile), of: left.uid)
        try store.set(left.flags.merged(with: gone.flags), of: left.uid)
        try store.set(
            banned: left.banned ?? gone.banned,
            created: min(left.created, gone.created),
            of: left.uid
        )
        if left.mobile == nil, let typed = try reader.account(of: gone).mobile {
            let number = try mobiles.seal(typed, of: left.uid)
            try store.set(KnownMobile(number: number, verified: nil), of: left.uid)
        }
        // Tokens name the account that is gone.
        for iid in moved { try forgetTokens(of: iid, nowOf: left.uid) }
        try moveGrants(from: gone.uid, into: left.uid)
        try keepOut(left.uid)
        try announceMerging(of: gone.uid, into: left.uid, moved)
        try announce(left.uid)
    }
}
