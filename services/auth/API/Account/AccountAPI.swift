import Contracts
import ServiceKit

/// What somebody who is logged in can do about their account, whichever contract they logged in by.
enum AccountAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [Delete.self]
}

protocol AccountEndpoint: Endpoint
where Service == AuthService, Wire == PointsContract, Principal == Identity {}
