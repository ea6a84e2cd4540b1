import AuthDomain
import Basics
import ServiceKit
import Storage

/// An account as its owner sees it, with the mobile in clear.
struct Account: Sendable, Equatable {
    let user: KnownUser
    let mobile: Mobile?

    /// What merchants calls bound: nil without a verified mobile.
    var bound: BoundUser? {
        guard user.hasVerifiedMobile, let mobile else { return nil }
        let nickname = user.profile.nickname
        return BoundUser(
            uid: user.uid,
            name: nickname.isEmpty ? mobile.masked : nickname,
            mobile: mobile
        )
    }
}

/// An account whose mobile is verified.
struct BoundUser: Sendable, Equatable {
    let uid: ID<User>
    let name: String
    let mobile: Mobile

    /// `小**`: the first letter of the name; of a name that is a masked mobile, all of it.
    var maskedName: String {
        name == mobile.masked ? name : name.prefix(1) + "**"
    }
}

/// Accounts as they are read, inside of one unit of reading or writing.
struct AccountReader {
    let store: AuthStore
    let mobiles: MobileVault

    /// Nil where there is none.
    func account(_ uid: ID<User>?) throws -> Account? {
        guard let user = try uid.flatMap({ try store.user($0) }) else { return nil }
        return try account(of: user)
    }

    /// An account of which the row is at hand.
    func account(of user: KnownUser) throws -> Account {
        let mobile = try user.mobile.map { try mobiles.open($0.number.sealed, of: user.uid) }
        return Account(user: user, mobile: mobile)
    }

    /// What merchants calls bound: nil without a verified mobile.
    func boundUser(_ uid: ID<User>?) throws -> BoundUser? { try account(uid)?.bound }
}

extension AuthService {
    /// The accounts, for whoever only reads.
    func accountReader(_ connection: Connection) -> AccountReader {
        AccountReader(store: AuthStore(connection: connection), mobiles: mobiles)
    }
}
