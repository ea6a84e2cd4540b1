import Basics
import CommerceDomain

/// What is said of a merchant; what is nil stays as it is.
struct MerchantForm: Sendable {
    enum CategoryName: Sendable {
        case id(ID<Category>)
        case ref(String)
    }

    var ref: String?
    var oper: Int64?
    var category: CategoryName?
    var name: String?
    var brand: String?
    var region: Int64?
    var address: String?
    /// In GCJ-02.
    var point: GeoPoint?
    var opens: Int64?
    var closes: Int64?
    var logo: String?
    var picture: String?
    var description: String?
    var contact: String?
    var phone: String?
    var isOn: Bool?
}
