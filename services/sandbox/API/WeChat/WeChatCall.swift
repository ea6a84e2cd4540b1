import Basics
import HTTP
import JSON

/// A request to one of WeChat's endpoints.
struct WeChatCall: Sendable {
    let method: Method
    let parameters: Parameters
    /// The body of a POST of JSON.
    let json: JSONValue
    let fault: Fault?

    /// The value, or nothing where there is none.
    func text(_ name: StaticString) -> String {
        (try? parameters.optionalText(name)) ?? ""
    }

    /// Of the query.
    var token: String { text("access_token") }
}
