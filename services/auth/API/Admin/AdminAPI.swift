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

    protocol Interface: Endpoint where Service == AuthService, Wire == InternalContract {}
}

extension AdminAPI.Interface {
    static var access: Access { .open }
}

extension Caller {
    /// Who works in the back office, as they say in `X-Operator`: its key is one for all.
    var clerk: String {
        guard let name = headers["X-Operator"], !name.isEmpty else { return "admin" }
        return String(name.prefix(64))
    }
}
