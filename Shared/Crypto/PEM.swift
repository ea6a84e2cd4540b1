public import Basics

/// Textual encoding of keys and certificates (RFC 7468).
public enum PEM {
    /// Text with the given label, 64 characters a line.
    public static func encode(_ label: String, _ der: Bytes) -> String {
        var text = "-----BEGIN \(label)-----\n"
        var rest = Base64.encode(der).utf8[...]
        while !rest.isEmpty {
            text += String(decoding: rest.prefix(64), as: UTF8.self) + "\n"
            rest = rest.dropFirst(64)
        }
        return text + "-----END \(label)-----\n"
    }

    /// The octets of the first block with that label; `malformed` if there is none, or it has no
    /// end or is no Base64. Text around the block is passed over.
    public static func decode(_ text: String, label: String) throws(CryptoError) -> Bytes {
        let lines = text.utf8.split(whereSeparator: { $0 == 10 || $0 == 13 }).map(trimmed)
        guard
            let begin = lines.firstIndex(where: {
                $0.elementsEqual("-----BEGIN \(label)-----".utf8)
            }),
            let end = lines[begin...].firstIndex(where: {
                $0.elementsEqual("-----END \(label)-----".utf8)
            }),
            let der = Base64.decode(
                String(decoding: lines[(begin + 1)..<end].joined(), as: UTF8.self)
            )
        else { throw .malformed }
        return der
    }

    private static func trimmed(_ line: Substring.UTF8View) -> Substring.UTF8View {
        let isBlank: (UInt8) -> Bool = { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
        var line = line.drop(while: isBlank)
        while let last = line.last, isBlank(last) { line.removeLast() }
        return line
    }
}
