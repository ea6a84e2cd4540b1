import AuthDomain
import Basics
import Events
import ServiceKit
import Storage
import WeChat

extension AuthService {
    /// Changes the profile of the account behind an identity. What WeChat encrypted wins over what
    /// was said in clear, unless it is what WeChat gives of everybody. A picture that only one phone
    /// can open is refused.
    func updateProfile(
        of iid: ID<WeChatIdentity>,
        by change: ProfileChange,
        sealed: SealedData? = nil
    ) async throws(Failure<DataRefusal>) {
        let known = try await identity(iid)
        let said = change.cleaned
        guard said.hasOpenPicture else { throw .refused(.malformed) }
        var application = Application()
        if let sealed {
            do throws(DataRefusal) {
                application = Application(try openProfile(sealed, of: known))
            } catch {
                throw .refused(error)
            }
        }
        guard said.isShortEnough, application.change.isShortEnough else {
            throw .refused(.malformed)
        }
        let weChats = application
        try await database.write(refusing: DataRefusal.self) { unit in
            let accounts = accounts(unit)
            guard var identity = try accounts.store.identity(iid) else {
                throw DataRefusal.identityUnknown
            }
            try accounts.note(unionid: weChats.unionid, of: &identity)
            var user = try accounts.account(of: &identity)
            let given = weChats.change.presentable
            let wanted =
                weChats.isAnonymous
                ? given.sparing(user.profile, isAnonymous: true).overridden(by: said)
                : said.overridden(by: given)
            try accounts.update(&user, by: wanted)
        }
    }
}
