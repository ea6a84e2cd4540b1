import Contracts
import ServiceKit

/// What other processes ask.
enum InternalAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        ReadSession.self, ReadSessionFeed.self, Decrypt.self,
    ]

    protocol Interface: Endpoint where Service == AuthService, Wire == InternalContract {}
}
