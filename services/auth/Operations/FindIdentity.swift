import AuthDomain
import Basics
import ServiceKit
import Storage

/// Why a bare name stands for nobody.
enum NameRefusal: Error, Sendable, Equatable, CaseIterable {
    case unknown
    /// Several WeChat identities answer to it.
    case ambiguous
}

extension AuthService {
    /// The one WeChat identity that has all these names. Somebody who is kept out is nobody.
    func identity(
        openid: ExternalID?,
        unionid: ExternalID?,
        in app: ID<App>?
    ) async throws(Failure<NameRefusal>) -> Identity {
        try await database.read(refusing: NameRefusal.self) { connection in
            let store = AuthStore(connection: connection)
            let named: [KnownIdentity] =
                if let openid {
                    try store.identities(openid: openid)
                } else if let unionid {
                    try store.identities(unionid: unionid)
                } else {
                    []
                }
            let meant = try named.filter { known in
                // The stand-in of before as well: clients may still have it.
                let isNamed = unionid.map { $0 == known.unionid || $0 == known.standIn } ?? true
                let isBanned = try known.uid.flatMap { try store.user($0)?.banned } != nil
                return isNamed && !isBanned && (app == nil || app == known.appID)
            }
            guard let identity = meant.first else { throw NameRefusal.unknown }
            guard meant.count == 1 else { throw NameRefusal.ambiguous }
            // There is no session: nothing can be revoked, and nothing is asked about it.
            return Identity(identity, sid: "")
        }
    }
}
