import Admin
import Contracts
import ServiceKit

extension CommerceService {
    /// All that this process answers.
    static let endpoints: [any Endpoint<CommerceService>.Type] =
        MerchantsAPI.endpoints + MerchantsOrderAPI.endpoints + MediaAPI.endpoints
        + CatalogueAPI.endpoints + OrderOfficeAPI.endpoints + jobEndpoints + eventEndpoints
}

extension CommerceService: JobsOffice, EventsOffice {
    static let jobRoutes = CommerceAdminRoutes.jobs
    static let eventRoutes = CommerceAdminRoutes.events
}
