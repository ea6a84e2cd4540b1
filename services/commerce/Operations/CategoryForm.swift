import Basics
import CommerceDomain

/// What is said of a category; what is nil stays as it is.
struct CategoryForm: Sendable {
    /// What it hangs under.
    enum Parent: Sendable {
        case top
        case id(ID<Category>)
        case ref(String)
    }

    var ref: String?
    var parent: Parent?
    var name: String?
    var icon: String?
    var place: Int64?
    var isOn: Bool?
}
