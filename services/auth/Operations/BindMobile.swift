import AuthDomain
import Basics
import Crypto
import Events
import ServiceKit
import Storage

/// Why somebody does not get into an account.
enum BindRefusal: Error, Sendable, Equatable, CaseIterable {
    /// No number of mainland China.
    case mobileMalformed
    /// The code proves nothing.
    case code(VerifyCode.Refusal)
    /// The WeChat identity has an account with another mobile.
    case boundToAnother
    /// The account is kept out.
    case banned
    /// The WeChat identity that asks is no more.
    case identityGone

    static var allCases: [BindRefusal] {
        [.mobileMalformed, .boundToAnother, .banned, .identityGone]
            + VerifyCode.Refusal.allCases.map { .code($0) }
    }
}

extension AuthService {
    /// Binds the caller's WeChat identity to the account of a mobile, which a code proves to be
    /// theirs. The code is good once; one of two at once gets in.
    func bind(
        mobile text: String,
        code: String,
        to identity: Identity
    ) async throws(Failure<BindRefusal>) -> BoundUser {
        guard let mobile = Mobile(text) else { throw .refused(.mobileMalformed) }
        let hash = hash(of: PlainText.pasted(code), for: mobile)
        let outcome = try await database.write(refusing: BindRefusal.self) {
            unit -> Result<BoundUser, VerifyCode.Refusal> in
            let accounts = accounts(unit)
            if let refusal = try use(hash, for: mobile, by: identity.iid, in: accounts) {
                return .failure(refusal)
            }
            return .success(try bind(mobile, to: identity.iid, in: accounts))
        }
        switch outcome {
        case .failure(let refusal): throw .refused(.code(refusal))
        case .success(let user): return user
        }
    }

    /// Uses a code up, or answers why it proves nothing, which counts as a try: not thrown, so that
    /// the count stays.
    private func use(
        _ hash: Bytes,
        for mobile: Mobile,
        by iid: ID<WeChatIdentity>,
        in accounts: Accounts
    ) throws -> VerifyCode.Refusal? {
        let mark = mobiles.mark(mobile)
        guard let known = try accounts.store.code(for: mark) else { return .wrong }
        var tried = known.code
        let refusal = tried.attempt(
            isEqual: ConstantTime.equal(tried.hash, hash),
            byAsker: known.asker == iid,
            at: accounts.now
        )
        if tried != known.code { try accounts.store.put(tried, for: mark, askedBy: known.asker) }
        return refusal
    }

    private func bind(
        _ mobile: Mobile,
        to iid: ID<WeChatIdentity>,
        in accounts: Accounts
    ) throws -> BoundUser {
        guard var identity = try accounts.store.identity(iid) else {
            throw BindRefusal.identityGone
        }
        guard case .bound(let uid) = try accounts.bind(mobile, to: &identity) else {
            throw BindRefusal.boundToAnother
        }
        guard try accounts.store.user(uid)?.banned == nil else { throw BindRefusal.banned }
        guard let user = try accounts.reader.boundUser(uid) else { throw BindRefusal.identityGone }
        return user
    }
}
