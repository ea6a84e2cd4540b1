import Payments
import ServiceKit

extension TreasureService {
    /// All that this process answers.
    static let endpoints: [any Endpoint<TreasureService>.Type] =
        TreasureAPI.endpoints + MediaAPI.endpoints + [PayCallback<TreasureService>.self]
}
