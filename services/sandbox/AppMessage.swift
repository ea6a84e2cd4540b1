import Basics
import JSON

/// A subscribe message that was sent.
struct AppMessage: Sendable {
    let id: ID<AppMessage>
    let appid: String
    let person: String
    let openid: String
    let template: String
    let page: String
    let version: String
    let lang: String
    /// The `data` of the call, as JSON.
    let data: Bytes
    /// Seconds since 1970.
    let at: Int64
}
