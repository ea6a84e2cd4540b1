import AuthDomain
import Basics
import ServiceKit
import Storage
import WeChat

/// What somebody brings along when they register.
struct Application: Sendable {
    var change = ProfileChange()
    /// Name and picture are those that WeChat gives to everybody.
    var isAnonymous = false
    /// As WeChat encrypted it beside the profile.
    var unionid: ExternalID?
    /// Proven to be theirs.
    var mobile: Mobile?
    /// Only typed in.
    var typedMobile: Mobile?

    init() {}

    /// What WeChat says of them.
    init(_ info: UserInfo) {
        change = ProfileChange(info)
        isAnonymous = info.isAnonymous
        unionid = info.unionid
    }
}

/// Somebody who is registered with a contract.
struct Registered: Sendable {
    let identity: KnownIdentity
    let account: Account
    let isNew: Bool
}

extension Accounts {
    /// Registers an identity with a contract, if it is not, and writes down what it brings along.
    func register(
        _ identity: inout KnownIdentity,
        with contract: LoginContract,
        _ application: Application
    ) throws -> Registered {
        try note(unionid: application.unionid, of: &identity)
        let isNew = try store.register(identity.iid, with: contract, at: now)
        if let mobile = application.mobile, try bind(mobile, to: &identity) == .boundToAnother {
            throw DataRefusal.boundToAnother
        }
        var user = try account(of: &identity)
        try update(&user, by: application.change.presentable, isAnonymous: application.isAnonymous)
        if let typed = application.typedMobile { try keep(typed: typed, of: &user) }
        return Registered(identity: identity, account: try reader.account(of: user), isNew: isNew)
    }
}
