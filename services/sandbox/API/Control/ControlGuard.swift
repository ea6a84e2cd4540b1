import Basics
import Contracts
import HTTP

/// Keeps other web sites in the developer's browser away from the control calls: their pages
/// can send requests to this machine too.
struct ControlGuard: Sendable {
    /// Whether it may be called by any name, as `KUMQUAT_SANDBOX_PUBLIC=1` says.
    let isPublic: Bool

    /// What it says at an address.
    static func refusals(at route: Route) -> [ControlRefusal] {
        let mayChange = route.methods.contains(where: Self.mayChange)
        return [.hostForeign("example.com")] + (mayChange ? [.originForeign] : [])
    }

    /// Why a request is not taken; nil when it is. Programs say nothing of what is asked for here
    /// and pass.
    func refusal(of request: Request) -> ControlRefusal? {
        let host = request.headers["Host"] ?? ""
        // A name from outside that was made to point here (DNS rebinding).
        guard isPublic || Self.isOfHere(host) else { return .hostForeign(host) }
        guard Self.mayChange(request.method), !Self.isOfDevTools(request) else { return nil }
        if let site = request.headers["Sec-Fetch-Site"], site != "same-origin", site != "none" {
            return .originForeign
        }
        if let origin = request.headers["Origin"],
            origin != "http://\(host)", origin != "https://\(host)"
        {
            return .originForeign
        }
        return nil
    }

    /// Whether a mini-program asks in WeChat's developer tools, whose requests look like another
    /// site's. No page can give itself this `Referer`: browsers write it.
    private static func isOfDevTools(_ request: Request) -> Bool {
        guard let referer = request.headers["Referer"] else { return false }
        return referer.hasPrefix("https://servicewechat.com/")
            && referer.hasSuffix("/devtools/page-frame.html")
    }

    private static func mayChange(_ method: Method) -> Bool {
        method != .get && method != .head
    }

    /// An address, or a name that no name server of the world gives out: one without a dot, or
    /// under `localhost`, `local`, `internal` or `test`.
    private static func isOfHere(_ host: String) -> Bool {
        if host.hasPrefix("[") { return true }
        let name = host.split(separator: ":", omittingEmptySubsequences: false).first ?? ""
        let labels = name.split(separator: ".")
        guard let last = labels.last, labels.count > 1 else { return true }
        if last.utf8.allSatisfy({ (0x30...0x39).contains($0) }) { return true }
        return ["localhost", "local", "internal", "test"].contains(last.lowercased())
    }
}
