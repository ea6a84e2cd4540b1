import Contracts
import ServiceKit

/// What is open to all and speaks no contract: the keys, and what WeChat calls.
enum PublicAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        PublicKeys.self, TestPush.self, TakePush.self,
    ]
}

protocol PublicEndpoint: Endpoint
where Service == AuthService, Wire == InternalContract, Principal == Anybody {}
