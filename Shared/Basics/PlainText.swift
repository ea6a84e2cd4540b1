/// Texts as phones and other people's programs send them, made plain.
public enum PlainText {
    /// Without control characters (NUL, the rest of C0, DEL, C1). Nearly all texts have none.
    public static func withoutControls(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isControl) else { return text }
        var plain = String.UnicodeScalarView()
        plain.append(contentsOf: text.unicodeScalars.lazy.filter { !isControl($0) })
        return String(plain)
    }

    /// What somebody has pasted or typed into a field for digits and letters: without white space
    /// and everything that cannot be seen (telephones copy numbers between U+202D and U+202C), the
    /// wide forms of the far East as ASCII.
    public static func pasted(_ text: String) -> String {
        guard !text.utf8.allSatisfy({ (0x21...0x7e).contains($0) }) else { return text }
        var plain = String.UnicodeScalarView()
        for scalar in text.unicodeScalars where !isInvisible(scalar) {
            plain.append(narrowed(scalar))
        }
        return String(plain)
    }

    private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        scalar.value < 0x20 || (0x7f...0x9f).contains(scalar.value)
    }

    private static func isInvisible(_ scalar: Unicode.Scalar) -> Bool {
        if isControl(scalar) { return true }
        let properties = scalar.properties
        return properties.isWhitespace || properties.isDefaultIgnorableCodePoint
            || properties.generalCategory == .format
    }

    /// U+FF01…U+FF5E are ASCII over again, one column wider.
    private static func narrowed(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
        guard (0xff01...0xff5e).contains(scalar.value) else { return scalar }
        return Unicode.Scalar(scalar.value - 0xfee0) ?? scalar
    }
}
