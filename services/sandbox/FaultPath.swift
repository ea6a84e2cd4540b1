import ServiceKit

/// Where faults strike, as it stands in their `path`: an address (`/sns/jscode2session`), one with
/// names in braces for what varies, the beginning of some with a star behind it (`/v3/*`), the
/// callbacks (`callback`, or those of one kind), or the commits of a process
/// (`storage:<service>`).
struct FaultPath: Sendable {
    enum Place: Sendable, Equatable {
        /// Endpoints of the app: `/sns`, `/cgi-bin`, `/wxa`, SMS and maps.
        case app
        /// WeChat Pay's.
        case pay
        /// Both, by a star.
        case anywhere
        case callback
        case storage(service: String)
    }

    static let callback = "callback"
    /// The kinds of callbacks that can be named one by one.
    static let callbacks = ["callback:payment", "callback:refund", "callback:transfer"]
    static let storagePrefix = "storage:"

    /// The addresses of all endpoints, as they stand in their routes.
    static let addresses: [String] =
        WeChatAPI.endpoints.map { $0.path } + PayAPI.endpoints.map { $0.route.pattern }
        + [SMSAPI.path, MapsAPI.path]

    let text: String
    let place: Place

    /// Nil where there is no such place.
    init?(_ text: String) {
        self.text = text
        if text.hasPrefix(Self.storagePrefix) {
            place = .storage(service: String(text.dropFirst(Self.storagePrefix.count)))
        } else if text == Self.callback || Self.callbacks.contains(text) {
            place = .callback
        } else if let found = Self.place(ofAddress: text) {
            place = found
        } else {
            return nil
        }
    }

    /// All places, for people.
    static var list: String {
        (addresses + [callback] + callbacks).joined(separator: ", ")
            + ", \(storagePrefix)<service>, or the beginning of addresses with * behind it"
    }

    /// Whether a call to `path`, which came to `route`, is meant.
    static func matches(_ text: String, path: String, route: String) -> Bool {
        let (text, path) = (Array(text.utf8), Array(path.utf8))
        if text.last == UInt8(ascii: "*") {
            return path.first == UInt8(ascii: "/") && path.starts(with: text.dropLast())
        }
        return text == path || text == Array(route.utf8)
    }

    private static func place(ofAddress text: String) -> Place? {
        guard text.hasPrefix("/") else { return nil }
        let meant = addresses.filter { address in
            text.hasSuffix("*")
                ? covers(Array(text.utf8.dropLast()), address) : fits(text, address)
        }
        guard !meant.isEmpty else { return nil }
        let pay = meant.filter { $0.hasPrefix("/v3/") }.count
        return pay == 0 ? .app : pay == meant.count ? .pay : .anywhere
    }

    /// Whether an address, or one with a name of its own in it, may begin like this.
    private static func covers(_ start: [UInt8], _ address: String) -> Bool {
        let address = Array(address.utf8)
        let fixed = address.prefix { $0 != UInt8(ascii: "{") }
        return address.starts(with: start)
            || (fixed.count < address.count && start.starts(with: fixed))
    }

    /// Segment by segment; one in braces stands for any.
    private static func fits(_ text: String, _ address: String) -> Bool {
        let text = text.split(separator: "/", omittingEmptySubsequences: false)
        let address = address.split(separator: "/", omittingEmptySubsequences: false)
        guard text.count == address.count else { return false }
        return zip(text, address).allSatisfy { $0 == $1 || ($1.hasPrefix("{") && !$0.isEmpty) }
    }
}
