import Basics
import HTTP
import ServiceKit

/// Pages of other origins that may call in a browser: H5 builds of the mini-program. Each origin is
/// named whole, cookies are never asked for, and the back office is not for them.
///
/// Source: the Fetch standard, 3.2 (CORS protocol).
struct CrossOrigin: Sendable {
    private let origins: Set<String>
    /// Two hours, the most that Chromium keeps what a preflight said.
    private static let keptSeconds = "7200"
    private static let requestFields =
        "Authorization, Content-Type, Idempotency-Key, Traceparent, X-Request-Id"
    private static let answerFields = "ETag, Retry-After, X-Request-Id"

    /// - Throws: `SettingError` for what is no origin as browsers write it.
    init(_ environment: Environment) throws(SettingError) {
        var origins: Set<String> = []
        for part in environment.text(.corsOrigins, default: "").split(separator: ",") {
            let origin = String(part.filter { $0 != " " })
            guard Self.isOrigin(origin) else {
                throw SettingError(
                    .corsOrigins,
                    "is no list of origins like https://h5.example.com: \(origin)"
                )
            }
            origins.insert(origin)
        }
        self.init(origins)
    }

    init(_ origins: Set<String> = []) {
        self.origins = origins
    }

    /// The origin that asks, if it is one of those; nil also while there are none.
    func origin(of request: borrowing Request) -> String? {
        guard !origins.isEmpty, let origin = request.headers["origin"], origins.contains(origin),
            request.headers.count(of: "origin") == 1, !Self.isBackOffice(request.target.path)
        else { return nil }
        return origin
    }

    /// The answer to a browser that asks whether it may send `method`; nil if that is not what it
    /// asks. Whether there is such an address is told by `isKnown`.
    func preflight(
        _ request: borrowing Request,
        isKnown: (Method, ArraySlice<UInt8>) -> Bool
    ) -> Response? {
        guard request.method == .options,
            let name = request.headers["access-control-request-method"],
            let method = Method(token: name.utf8), isKnown(method, request.target.path)
        else { return nil }
        var response = Response(Status(code: 204))
        response.headers.add("Access-Control-Allow-Methods", name)
        response.headers.add("Access-Control-Allow-Headers", Self.requestFields)
        response.headers.add("Access-Control-Max-Age", Self.keptSeconds)
        return response
    }

    /// Lets the page read the answer. What a cache keeps for one origin is not another's.
    func mark(_ response: inout Response, for origin: String?) {
        guard !origins.isEmpty else { return }
        response.headers.add("Vary", "Origin")
        guard let origin else { return }
        response.headers.add("Access-Control-Allow-Origin", origin)
        response.headers.add("Access-Control-Expose-Headers", Self.answerFields)
    }

    private static func isBackOffice(_ path: ArraySlice<UInt8>) -> Bool {
        path.starts(with: "/admin/".utf8)
    }

    /// `scheme://host` or `scheme://host:port`, in small letters, nothing behind it: browsers write
    /// it so, and it is compared octet by octet.
    static func isOrigin(_ text: String) -> Bool {
        let scheme = ["https://", "http://"].first { text.utf8.starts(with: $0.utf8) }
        guard let scheme else { return false }
        let place = text.utf8.dropFirst(scheme.utf8.count)
        guard !place.isEmpty, place.first != UInt8(ascii: ":") else { return false }
        return place.allSatisfy { octet in
            octet &- 0x61 < 26 || octet &- 0x30 < 10 || ".-:[]".utf8.contains(octet)
        }
    }
}
