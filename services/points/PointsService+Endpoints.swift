import ServiceKit

extension PointsService {
    /// All that this process answers.
    static let endpoints: [any Endpoint<PointsService>.Type] =
        PointsAPI.endpoints + AuditsAPI.endpoints + AdminAPI.endpoints + InternalAPI.endpoints
        + MediaAPI.endpoints
}
