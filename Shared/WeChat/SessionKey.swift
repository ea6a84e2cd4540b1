public import Basics
import Crypto

/// What WeChat encrypts a user's data with: 16 octets, on the wire 24 characters of Base64. Never
/// leaves the back end, never prints itself.
public struct SessionKey: Sendable, CustomStringConvertible, CustomReflectable {
    /// As WeChat spells it. WeChat's own signatures are made with this text, not with the octets.
    public let text: String
    /// The AES-128 key.
    public let octets: Bytes

    /// Nil unless it is Base64 of 16 octets.
    public init?(_ base64: String) {
        guard let octets = Base64.decode(base64), octets.count == 16 else { return nil }
        text = base64
        self.octets = octets
    }

    public var description: String { "SessionKey" }
    public var customMirror: Mirror { Mirror(self, children: EmptyCollection<Mirror.Child>()) }
}

extension SessionKey: Equatable {
    /// In constant time.
    public static func == (one: SessionKey, other: SessionKey) -> Bool {
        ConstantTime.equal(one.octets, other.octets)
    }
}
