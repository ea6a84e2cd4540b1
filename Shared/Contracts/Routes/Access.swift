/// Who may call an endpoint.
public enum Access: Sendable, Equatable {
    /// Whoever brings a good token; the service is told the identity behind it.
    case identity
    /// Anybody; an identity is there if the caller has one. A bad token counts as none.
    case open
    /// Anybody, and nothing is looked at: pages, pictures, keys, callbacks that prove themselves.
    case everybody
    /// An operator of the back office with one of these duties. There is no default.
    case admin([Duty])
    /// One of our processes, proven by a signature over the whole request; under `/internal/` only.
    case service

    /// An operator with one of these duties.
    public static func admin(_ first: Duty, _ others: Duty...) -> Access {
        .admin([first] + others)
    }
}
