import Basics
import JSON

/// A mini-program code that was made: what a phone reads from it.
struct MiniCode: Sendable, Codable {
    enum Kind: String, Sendable {
        /// `/wxa/getwxacodeunlimit`
        case unlimited
        /// `/wxa/getwxacode`
        case limited
        /// `/cgi-bin/wxaapp/createwxaqrcode`
        case square
    }

    let appid: String
    let kind: String
    /// Empty where the code has a path of its own.
    let scene: String
    /// With its parameters, where it has any.
    let page: String
    let env_version: String
    /// Seconds since 1970.
    let at: Int64

    /// What is drawn: a real code has this behind a number of WeChat's.
    var text: String {
        var json = JSONWriter()
        json.beginObject()
        for (name, value) in [
            ("appid", appid), ("scene", scene), ("page", page), ("env_version", env_version),
        ] {
            json.key(name)
            json.string(value)
        }
        json.endObject()
        return String(decoding: json.bytes, as: UTF8.self)
    }
}
