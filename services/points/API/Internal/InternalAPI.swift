import ServiceKit

/// What other processes of ours may do with points.
enum InternalAPI {
    static let endpoints: [any Endpoint<PointsService>.Type] = [Adjust.self, Redeem.self]
}
