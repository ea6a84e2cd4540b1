import Contracts
import ServiceKit

/// The endpoints of the points contract that are about who somebody is.
enum PointsAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        Login.self, Update.self, UploadAvatar.self,
    ]
}

protocol PointsEndpoint: Endpoint where Service == AuthService, Wire == PointsContract {}
