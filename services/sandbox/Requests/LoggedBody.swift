import Basics

/// A body as it can be shown: text up to a bound, with its secrets masked.
struct LoggedBody: Sendable {
    static let maximumOctets = 16 * 1024
    static let none = LoggedBody([])

    let text: String
    /// How long it really was.
    let octets: Int
    /// Whether it is all there, and as it was but for what is masked.
    let isWhole: Bool

    init(_ bytes: Bytes) {
        octets = bytes.count
        guard let text = String(validating: bytes, as: UTF8.self), !text.utf8.contains(0) else {
            self.text = "(\(bytes.count) octets that are no text)"
            isWhole = false
            return
        }
        guard bytes.count > Self.maximumOctets else {
            self.text = SecretMask.masked(text)
            isWhole = true
            return
        }
        // Masked before it is cut: a cut in the middle of a secret would show half of it.
        let masked = Array(SecretMask.masked(text).utf8.prefix(Self.maximumOctets))
        self.text = String(decoding: masked, as: UTF8.self)
        isWhole = false
    }

    /// Of a body that nobody read.
    init(unreadOf length: Int?) {
        text = "(not read)"
        octets = length ?? 0
        isWhole = false
    }
}
