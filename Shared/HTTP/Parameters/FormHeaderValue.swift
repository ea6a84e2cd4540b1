import Basics

/// A field value of the shape `value; name=token; name="quoted"`: `Content-Type` (RFC 9110, 8.3.1)
/// and `Content-Disposition` (RFC 7578, 4.2).
struct FormHeaderValue {
    /// What stands before the first `;`, in lower case.
    let value: Bytes
    private let parameters: [(name: Bytes, value: Bytes)]

    /// Nil when it has not that shape or names a parameter twice.
    init?(_ text: ArraySlice<UInt8>) {
        let end = text.firstIndex(of: UInt8(ascii: ";")) ?? text.endIndex
        value = text[..<end].trimmingBlanks.map(\.lowercasedASCII)
        guard !value.isEmpty else { return nil }
        var rest = text[end...]
        var parameters: [(name: Bytes, value: Bytes)] = []
        while let parameter = Self.next(&rest) {
            guard !parameters.contains(where: { $0.name == parameter.name }) else { return nil }
            parameters.append(parameter)
        }
        // What is left over is no parameter.
        guard rest.trimmingBlanks.allSatisfy({ $0 == UInt8(ascii: ";") }) else { return nil }
        self.parameters = parameters
    }

    /// The value of the parameter of this lower-case name, without quotes.
    subscript(_ name: String) -> Bytes? {
        parameters.first { $0.name.elementsEqual(name.utf8) }?.value
    }

    /// Takes `; name=value` from the start of `rest`; nil, and nothing taken, if it is not there.
    private static func next(_ rest: inout ArraySlice<UInt8>) -> (name: Bytes, value: Bytes)? {
        var text = rest
        guard text.popFirst() == UInt8(ascii: ";") else { return nil }
        text = text.drop(while: \.isBlank)
        guard let equals = text.firstIndex(of: UInt8(ascii: "=")) else { return nil }
        let name = text[..<equals].map(\.lowercasedASCII)
        guard !name.isEmpty, name.allSatisfy(\.isTokenCharacter) else { return nil }
        text = text[text.index(after: equals)...]
        guard let value = text.first == UInt8(ascii: "\"") ? quoted(&text) : token(&text) else {
            return nil
        }
        text = text.drop(while: \.isBlank)
        guard text.isEmpty || text.first == UInt8(ascii: ";") else { return nil }
        rest = text
        return (name, value)
    }

    private static func token(_ text: inout ArraySlice<UInt8>) -> Bytes? {
        let token = text.prefix { $0 != UInt8(ascii: ";") && !$0.isBlank }
        guard !token.isEmpty, token.allSatisfy({ $0 > 0x20 && $0 != UInt8(ascii: "\"") }) else {
            return nil
        }
        text = text[token.endIndex...]
        return Bytes(token)
    }

    private static func quoted(_ text: inout ArraySlice<UInt8>) -> Bytes? {
        text.removeFirst()
        var value: Bytes = []
        while let octet = text.popFirst() {
            switch octet {
            case UInt8(ascii: "\""):
                return value
            case UInt8(ascii: "\\"):
                // Old browsers send paths of Windows: only what needs an escape is one.
                if let next = text.first, next == UInt8(ascii: "\"") || next == octet {
                    text.removeFirst()
                    value.append(next)
                } else {
                    value.append(octet)
                }
            default:
                value.append(octet)
            }
        }
        return nil
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == .space || self == .tab }
}
