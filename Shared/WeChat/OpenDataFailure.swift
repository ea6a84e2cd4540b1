/// Why data from a phone gives nothing.
public enum OpenDataFailure: Error, Sendable, Equatable, CaseIterable {
    /// The data or the iv is no Base64.
    case notBase64
    /// The data is not of whole blocks, or too long, or the iv has not 16 octets.
    case wrongLength
    /// None of the session keys opens it: the phone has to log in again.
    case wrongKey
    /// It is marked for another app, or for none.
    case wrongApp
    /// It was made too long ago: the phone has to ask WeChat again.
    case stale
    /// It opens, but to something that is no JSON object.
    case notJSON
    /// It opens, but to another kind of data than was asked for.
    case wrongKind
}
