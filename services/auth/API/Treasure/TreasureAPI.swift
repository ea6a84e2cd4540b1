import Contracts
import ServiceKit

/// The interface of the treasure contract that logs in.
enum TreasureAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [UserLogin.self]

    protocol Interface: Endpoint where Service == AuthService, Wire == TreasureContract {}
}
