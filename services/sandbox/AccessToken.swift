import Basics

/// What WeChat's other endpoints are opened with.
struct AccessToken: Sendable {
    /// The two kinds do not know of each other.
    enum Family: String, Sendable {
        /// From `/cgi-bin/token`: each call makes a new one.
        case token
        /// From `/cgi-bin/stable_token`: the same one until shortly before its end.
        case stable
    }

    /// How long one is good for.
    static let seconds: Int64 = 7200
    /// How long the one before is still good after a new one was made.
    static let overlapSeconds: Int64 = 300

    let text: String
    let expiresAt: UnixTime
}
