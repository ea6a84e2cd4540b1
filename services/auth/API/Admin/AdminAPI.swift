import Contracts
import ServiceKit

/// What the back office does here. The gateway has checked its key.
enum AdminAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        RevokeSession.self, RotateKeys.self,
    ]

    protocol Interface: Endpoint where Service == AuthService, Wire == InternalContract {}
}

extension AdminAPI.Interface {
    static var access: Access { .open }
}
