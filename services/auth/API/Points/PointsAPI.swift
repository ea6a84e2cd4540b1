import Contracts
import ServiceKit

/// The interfaces of the points contract that log in.
enum PointsAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [Login.self]

    protocol Interface: Endpoint where Service == AuthService, Wire == PointsContract {}
}
