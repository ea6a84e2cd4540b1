import Basics

extension ArraySlice<UInt8> {
    /// Whether this is `text`, which has to be in small letters, without ASCII case.
    func isField(_ text: StaticString) -> Bool {
        guard count == text.utf8CodeUnitCount else { return false }
        return text.withUTF8Buffer { letters in
            unsafe zip(self, letters).allSatisfy { octet, letter in
                (octet &- 0x41 < 26 ? octet | 0x20 : octet) == letter
            }
        }
    }

    /// Whether a field of this name frames the message or rules the connection (RFC 9110, 7.6.1).
    var isFramingField: Bool {
        switch count {
        case 2: isField("te")
        case 6: isField("expect")
        case 7: isField("trailer") || isField("upgrade")
        case 10: isField("connection") || isField("keep-alive")
        case 14: isField("content-length")
        case 16: isField("proxy-connection")
        case 17: isField("transfer-encoding")
        default: false
        }
    }
}
