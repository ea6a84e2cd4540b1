/// Something that is to go wrong with the next calls.
struct Fault: Sendable {
    enum Kind: String, Sendable, CaseIterable {
        /// No answer for a long time, then the end of the connection; nothing is done.
        case timeout
        /// The right answer, late.
        case slow
        /// HTTP 500; nothing is done.
        case http500
        /// An error number; nothing is done.
        case errcode
        /// The connection ends before anything is done.
        case dropBefore = "drop_before"
        /// It is done, but the answer is lost.
        case dropAfter = "drop_after"
        /// A log-in that changes the session key. Without it a user's key stays as it is.
        case rotateSessionKey = "rotate_session_key"
    }

    let kind: Kind
    /// The number for `errcode`.
    let errcode: Int64
    /// How long `slow` and `timeout` take.
    let milliseconds: Int64

    static let slowMilliseconds: Int64 = 3000
    static let timeoutMilliseconds: Int64 = 30_000
}
