import AuthCalls
import Basics
import InternalMessages
import ServiceKit

/// What this process is told about orders.
struct OrderSettings: Sendable {
    /// An order that nobody has paid is closed after so long.
    var closesAfterSeconds: Int64 = 1800
    /// A refund of more needs a second operator.
    var approvalLimit = Money(fen: 100_000)
    /// The page of a mini-program to which the bridge leads.
    var bridgePage = "pages/severs/index/index"
    /// What WeChat is told of how goods are handed over.
    var shippingWay = ShippingClient.Way.pickup
    /// What addresses that go out begin with.
    var publicURL = ""

    /// What nobody has said.
    init() {}

    init(_ environment: Environment) throws(SettingError) {
        let minutes = try environment.integer(.orderMinutes, default: 30, in: 5...1440)
        closesAfterSeconds = Int64(minutes) * 60
        let yuan = try environment.integer(.approvalYuan, default: 1000, in: 0...10_000_000)
        approvalLimit = Money(fen: Int64(yuan) * 100)
        bridgePage = environment.text(.bridgePage, default: bridgePage)
        guard BridgePagePath.isOne(bridgePage) else {
            throw SettingError(.bridgePage, "must be a page of a mini-program: pages/index/index")
        }
        shippingWay = try environment.choice(.shippingWay, default: .pickup)
        publicURL = try environment.publicURL()
    }
}
