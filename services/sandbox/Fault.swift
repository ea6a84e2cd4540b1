/// Something that is to go wrong with a call, taken from the table for this one call.
struct Fault: Sendable {
    let kind: Kind
    /// The number for `errcode` at the app endpoints.
    let errcode: Int64
    /// The word for `errcode` at WeChat Pay, and the HTTP status that goes with it.
    let code: String
    let status: Int64
    /// How long `slow`, `timeout` and `delay_callback` take.
    let milliseconds: Int64
    /// How far `clock_skew` puts the clock of an answer or a callback ahead, or behind.
    let skewSeconds: Int64

    enum Kind: String, Sendable, CaseIterable {
        /// No answer for a long time, then the end of the connection; nothing is done.
        case timeout
        /// The right answer, late.
        case slow
        /// HTTP 500; nothing is done.
        case http500
        /// An error number or word; nothing is done.
        case errcode
        /// The connection ends before anything is done.
        case dropBefore = "drop_before"
        /// It is done, but the answer is lost.
        case dropAfter = "drop_after"
        /// It is done; the signature over answer or callback is wrong.
        case badSignature = "bad_signature"
        /// It is done; answer or callback is signed at a time that is off by `seconds`.
        case clockSkew = "clock_skew"
        /// A log-in that changes the session key. Without it a user's key stays as it is.
        case rotateSessionKey = "rotate_session_key"
        /// The file that is to be looked at cannot be fetched; its push says so.
        case unfetched
        /// The callback comes twice.
        case duplicateCallback = "duplicate_callback"
        /// The callback comes later.
        case delayCallback = "delay_callback"
        /// The callback never comes.
        case loseCallback = "lose_callback"
        /// The callback comes after the next one.
        case reorderCallback = "reorder_callback"
        /// The callback names another amount than was paid.
        case wrongAmount = "wrong_amount"
        /// The callback was signed long ago.
        case staleTimestamp = "stale_timestamp"
        /// The callback is signed with somebody else's key.
        case forgeCallback = "forge_callback"
    }

    static let slowMilliseconds: Int64 = 3000
    static let timeoutMilliseconds: Int64 = 30_000
    static let delayMilliseconds: Int64 = 5000
    /// More than the five minutes that a signature is good for.
    static let skewSeconds: Int64 = 600
}
