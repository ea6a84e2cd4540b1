import Contracts
import ServiceKit

/// The endpoints of the treasure contract that are about who somebody is.
enum TreasureAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [UserLogin.self, UploadAvatar.self]
}

protocol TreasureEndpoint: Endpoint where Service == AuthService, Wire == TreasureContract {}
