import Basics
import ServiceKit

/// The parameters that several endpoints of the contract have.
enum PointsFields {
    static let openid = Field.externalID("openid", "The caller's own openid.")
    static let iv = Field.text("iv", "The initial vector that WeChat gave with the data.")
}
