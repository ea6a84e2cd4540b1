public import Basics

/// A picture as WeChat drew it.
public struct CodeImage: Sendable, Equatable {
    /// `image/jpeg` or `image/png`, by the octets: what WeChat says is not relied on.
    public let contentType: String
    /// The file.
    public let bytes: Bytes

    /// Nil unless the octets begin as a JPEG or PNG does.
    public init?(_ bytes: Bytes) {
        if bytes.starts(with: [0xFF, 0xD8, 0xFF]) {
            contentType = "image/jpeg"
        } else if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            contentType = "image/png"
        } else {
            return nil
        }
        self.bytes = bytes
    }
}
