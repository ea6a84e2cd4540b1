import Contracts
import HTTP
import ServiceKit

/// What the back office does here. The gateway has checked its key.
enum AdminAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        ListApps.self, AddApp.self, PatchApp.self, RotateSecret.self, SetPush.self,
        FindUsers.self, ReadUser.self, PatchUser.self, BanUser.self, UnbanUser.self,
        MergeUsers.self, DeleteUser.self, ListSessions.self, EndSessions.self,
        RevokeSession.self, RotateKeys.self, ListAudit.self,
    ]
}

extension AdminEndpoint {
    static var access: Access { .open }
}

extension Caller {
    /// Who works in the back office, as they say in `X-Operator`: its key is one for all.
    var operatorName: String {
        guard let name = headers["X-Operator"], !name.isEmpty else { return "admin" }
        return String(name.prefix(64))
    }
}

protocol AdminEndpoint: Endpoint where Service == AuthService, Wire == InternalContract {}
