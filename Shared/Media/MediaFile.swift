public import HTTP

/// A picture's file as an answer gives it away.
public struct MediaFile: Sendable {
    /// Its type, who may keep it, and that it is nothing but a picture whatever is in it.
    public let headers: HeaderFields
    /// The file, read as it is taken.
    public let body: Body

    /// Who may keep it.
    enum Caching {
        /// For ever: what an address leads to never changes.
        case forEverybody
        /// Nobody on the way.
        case forOneReader
    }

    init(_ kind: Upload.Kind, _ body: Body, _ caching: Caching) {
        var headers = HeaderFields([
            ("Content-Type", kind == .png ? "image/png" : "image/jpeg"),
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", "default-src 'none'; sandbox"),
        ])
        switch caching {
        case .forEverybody: headers.add("Cache-Control", "public, max-age=31536000, immutable")
        case .forOneReader:
            headers.add("Cache-Control", "private, no-store")
            headers.add("Referrer-Policy", "no-referrer")
        }
        self.headers = headers
        self.body = body
    }

    /// The whole answer.
    public var response: Response { Response(.ok, headers: headers, body: body) }
}
