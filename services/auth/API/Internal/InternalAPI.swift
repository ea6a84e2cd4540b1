import Contracts
import ServiceKit

/// What the gateway asks.
enum InternalAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        ReadSession.self, ReadSessionFeed.self,
    ]

    protocol Interface: Endpoint where Service == AuthService, Wire == InternalContract {}
}
