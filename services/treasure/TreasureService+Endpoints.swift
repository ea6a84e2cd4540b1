import Admin
import Contracts
import Payments
import ServiceKit

extension TreasureService {
    /// All that this process answers.
    static let endpoints: [any Endpoint<TreasureService>.Type] =
        TreasureAPI.endpoints + AdminAPI.endpoints + MediaAPI.endpoints
        + [PayCallback<TreasureService>.self] + jobEndpoints + eventEndpoints
}

extension TreasureService: JobsOffice, EventsOffice {
    static let jobRoutes = TreasureAdminRoutes.jobs
    static let eventRoutes = TreasureAdminRoutes.events
}
