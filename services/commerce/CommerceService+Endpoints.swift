import ServiceKit

extension CommerceService {
    /// All that this process answers.
    static let endpoints: [any Endpoint<CommerceService>.Type] =
        MediaAPI.endpoints + MerchantsOrderAPI.endpoints + OrderOfficeAPI.endpoints
}
