import Contracts
import ServiceKit

/// The interfaces of the points contract that are about who somebody is.
enum PointsAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [Login.self, Update.self]

    protocol Interface: Endpoint where Service == AuthService, Wire == PointsContract {}
}
