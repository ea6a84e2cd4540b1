import Contracts
import ServiceKit

/// What somebody who is logged in can do about their log-ins and their account, whichever contract
/// they logged in by.
enum SessionsAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        List.self, Renew.self, LogOut.self, LogOutAll.self,
    ]

    /// There is no such session, or it is somebody else's.
    static let unknown = Code(-2, "会话不存在")
}

extension SessionsAPI {
    /// Ended sessions, so that the gateway forgets them on the way through.
    static func told(_ ended: some Sequence<String>) -> [(name: String, value: String)] {
        // The feed tells of the others within a second.
        let sids = ended.prefix(100).joined(separator: ",")
        return sids.isEmpty ? [] : [(name: InternalHeader.sessionChanged, value: sids)]
    }
}

protocol SessionsEndpoint: Endpoint where Service == AuthService, Wire == PointsContract {}
