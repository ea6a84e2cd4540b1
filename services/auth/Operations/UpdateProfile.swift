import AuthDomain
import Basics
import Events
import ServiceKit
import Storage
import WeChat

extension AuthService {
    /// Changes the profile of the account behind an identity. What WeChat encrypted wins over what
    /// was said in clear.
    func updateProfile(
        of iid: ID<WeChatIdentity>,
        by change: ProfileChange,
        sealed: SealedData? = nil
    ) async throws(Failure<DataRefusal>) {
        let known = try await identity(iid)
        var change = change
        var unionid: ExternalID?
        if let sealed {
            do throws(DataRefusal) {
                let info = try openProfile(sealed, of: known)
                change = change.overridden(by: ProfileChange(info))
                unionid = info.unionid
            } catch {
                throw .refused(error)
            }
        }
        guard change.isShortEnough else { throw .refused(.malformed) }
        let (wanted, union) = (change, unionid)
        try await database.write(refusing: DataRefusal.self) { unit in
            let accounts = accounts(unit)
            guard var identity = try accounts.store.identity(iid) else {
                throw DataRefusal.identityUnknown
            }
            try accounts.note(unionid: union, of: &identity)
            var user = try accounts.account(of: &identity)
            try accounts.update(&user, by: wanted)
        }
    }
}
