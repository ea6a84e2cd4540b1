import ServiceKit

extension CommerceService {
    /// All that this process answers.
    static let endpoints: [any Endpoint<CommerceService>.Type] =
        MerchantsAPI.endpoints + MerchantsOrderAPI.endpoints + MediaAPI.endpoints
        + CatalogueAPI.endpoints + OrderOfficeAPI.endpoints
}
