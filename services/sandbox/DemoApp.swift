import Basics
import ServiceKit

/// A mini-program registered with the sandbox.
struct DemoApp: Sendable {
    let id: ID<App>
    let appid: String
    let secret: String
    /// The operating centre it belongs to.
    let oper: Int64
    let name: String
    /// The merchant account that its payments go to.
    let mchid: String
    /// Bound to the open platform account, so that its users have a unionid.
    let isBound: Bool
}
