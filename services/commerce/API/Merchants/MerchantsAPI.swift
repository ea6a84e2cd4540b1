import Contracts
import ServiceKit

/// What `merchants.md` has of areas, merchants and goods, in the contract's order.
enum MerchantsAPI {
    static let endpoints: [any Endpoint<CommerceService>.Type] = [
        AreaTree.self, CitiesWithHot.self, AreaByGPS.self, CategoriesTree.self, Merchants.self,
        MerchantDetail.self, GoodsOfMerchant.self, GoodsDetail.self,
    ]
}

/// An endpoint for whoever has logged in to WeChat, with an account or without.
protocol MerchantsEndpoint: Endpoint
where Service == CommerceService, Wire == MerchantsContract, Principal == Identity {}

extension MerchantsEndpoint {
    static var malformed: Code? { Code(10001, "参数不合法") }
}
