import Admin
import Basics
import CommerceDomain
import Contracts
import ServiceKit

/// What the back office does about categories, merchants and goods.
enum CatalogueAPI {
    static let endpoints: [any Endpoint<CommerceService>.Type] = [
        ListCategories.self, AddCategory.self, ChangeCategory.self, ListMerchants.self,
        ShowMerchant.self, AddMerchant.self, ChangeMerchant.self, ListGoods.self, ShowGoods.self,
        AddGoods.self, ChangeGoods.self, ListStock.self, ChangeStock.self, AddPicture.self,
        Export.self, Import.self, ListTrail.self,
    ]
}

/// An endpoint of the back office of the catalogue.
protocol CatalogueEndpoint: Endpoint
where Service == CommerceService, Wire == InternalContract, Principal == Operator {}

/// One that makes or changes something, from a JSON object that is taken at its word.
protocol CatalogueChange: CatalogueEndpoint where Refusal == CatalogueProblem {}

extension CatalogueChange {
    static var body: BodyKind { .json(list: nil) }

    static func code(for refusal: CatalogueProblem) -> Code { refusal.code }

    static func code(explaining words: String) -> Code? {
        Code(400, words, name: "bad_request")
    }
}

extension CatalogueProblem {
    /// One table for the back office and for the lines of an import.
    var code: Code {
        switch self {
        case .unknown: Code(404, "There is no such row.", name: "row_unknown")
        case .categoryUnknown: Code(422, "There is no such category.", name: "category_unknown")
        case .merchantUnknown: Code(422, "There is no such merchant.", name: "merchant_unknown")
        case .pictureUnknown: Code(422, "There is no such picture.", name: "picture_unknown")
        case .centreUnknown:
            Code(422, "No mini-program belongs to that centre.", name: "centre_unknown")
        case .refTaken: Code(409, "Another one has this ref.", name: "ref_taken")
        case .incomplete:
            Code(422, "A new one needs more, and a name cannot be empty.", name: "incomplete")
        case .abroad:
            Code(422, "These coordinates are in no county of China.", name: "place_abroad")
        case .datesReversed: Code(422, "It ends before it begins.", name: "dates_reversed")
        case .tooDeep:
            Code(422, "Categories stand on three levels, in no circle.", name: "category_too_deep")
        case .tooMany: Code(409, "There are too many categories.", name: "categories_too_many")
        case .stockTooLow:
            Code(409, "Too few are left, or nobody counts them.", name: "stock_too_low")
        }
    }
}
