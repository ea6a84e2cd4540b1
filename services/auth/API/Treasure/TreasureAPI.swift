import Contracts
import ServiceKit

/// The endpoint of the treasure contract that logs in.
enum TreasureAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [UserLogin.self]
}

protocol TreasureEndpoint: Endpoint where Service == AuthService, Wire == TreasureContract {}
