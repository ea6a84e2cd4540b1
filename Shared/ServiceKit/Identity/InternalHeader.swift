import Basics

/// The header fields between our processes. The gateway strips those that a client sends.
public enum InternalHeader {
    /// Who is calling: ``Identity/header()``; empty on an open route without a token.
    public static let identity = "X-Kumquat-Identity"
    /// Which operator of the back office is at work: ``Operator/header()``; not there on any other
    /// call.
    public static let `operator` = "X-Kumquat-Operator"
    /// Seconds since 1970 by the real clock, in decimal.
    public static let timestamp = "X-Kumquat-Timestamp"
    /// base64url of the HMAC over the ``SignedCall``.
    public static let signature = "X-Kumquat-Signature"
    /// The request's number through all processes.
    public static let requestID = "X-Request-Id"
    /// Answers of auth: sessions, by comma, of which the gateway must forget what it keeps.
    public static let sessionChanged = "X-Kumquat-Session-Changed"
    /// Answers: a log-in that was refused, which the gateway counts for the address.
    public static let loginRefused = "X-Kumquat-Login-Refused"
    /// Answers: the proof of a call between our processes is no good, and why: `key`, or `clock` and
    /// by how many seconds. No client has done anything wrong.
    public static let unproven = "X-Kumquat-Unproven"
    /// What all of them but the request id begin with.
    public static let prefix = "X-Kumquat-"

    /// Those that a signed call brings.
    static let signed = [requestID, identity, `operator`, timestamp, signature]

    /// Their names as octets.
    enum Octets {
        static let requestID = Bytes(InternalHeader.requestID.utf8)[...]
        static let identity = Bytes(InternalHeader.identity.utf8)[...]
        static let `operator` = Bytes(InternalHeader.operator.utf8)[...]
        static let timestamp = Bytes(InternalHeader.timestamp.utf8)[...]
        static let signature = Bytes(InternalHeader.signature.utf8)[...]
    }
}
