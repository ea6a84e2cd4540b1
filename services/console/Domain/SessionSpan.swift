public import Basics

/// How long a session is good.
public enum SessionSpan: String, Sendable, CaseIterable {
    /// Between password and second factor.
    case half
    /// Of somebody who has logged in.
    case session
    /// Of a clerk's own device.
    case device

    /// From the log-in on.
    public var longestSeconds: Int64 {
        switch self {
        case .half: 300
        case .session: 12 * 3600
        case .device: 30 * 86_400
        }
    }

    /// From the last request on; beyond it a device is asked for its PIN, all else is over.
    public var idleSeconds: Int64 {
        switch self {
        case .half: 300
        case .session: 1800
        case .device: 900
        }
    }

    /// How a session is at a moment.
    public enum Standing: Sendable, Equatable {
        case good
        case wantsPIN
        case over
    }

    /// The standing of one that ends at a time and was seen last at another.
    public func standing(endsAt: UnixTime, seenAt: UnixTime, now: UnixTime) -> Standing {
        guard now < endsAt else { return .over }
        guard now.milliseconds - seenAt.milliseconds > idleSeconds * 1000 else { return .good }
        return self == .device ? .wantsPIN : .over
    }
}
