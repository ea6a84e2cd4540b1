import CFreeType

extension Typesetter {
    /// Longer texts are not looked at to their end.
    private static let mostScalars = 2000

    /// Breaks a text into lines within `width` pixels, at most `limit` of them; of a longer text
    /// the last line ends in an ellipsis. What none of the fonts has, as an emoji, is left out,
    /// and every kind of white space is one space. Lines are one and a half of `size` apart unless
    /// `lineHeight` says otherwise.
    public func layout(
        _ text: String,
        size: Int,
        width: Int,
        lines limit: Int,
        lineHeight: Int? = nil
    ) throws(ImageFailure) -> TextBlock {
        try choose(size)
        let breaker = LineBreaker(width: max(width, 0) * 64, limit: limit, ellipsis: ellipsis())
        return TextBlock(
            lines: breaker.lines(of: glyphs(of: text)).map { .init(glyphs: $0) },
            size: size,
            lineHeight: lineHeight ?? size * 3 / 2
        )
    }

    private func glyphs(of text: String) -> [Glyph] {
        var glyphs: [Glyph] = []
        for scalar in text.unicodeScalars.prefix(Self.mostScalars) {
            if scalar.properties.isWhitespace {
                if glyphs.last?.isSpace == false, let space = glyph(of: " ") {
                    glyphs.append(space)
                }
            } else if let glyph = glyph(of: scalar) {
                glyphs.append(glyph)
            }
        }
        return glyphs
    }

    private func ellipsis() -> [Glyph] {
        if let one = glyph(of: "…") { return [one] }
        return glyph(of: ".").map { Array(repeating: $0, count: 3) } ?? []
    }

    /// Nil for what no font has, and for what is not to be seen: joiners, selectors, marks of
    /// direction.
    private func glyph(of scalar: Unicode.Scalar) -> Glyph? {
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .privateUse, .unassigned: return nil
        default: break
        }
        guard !scalar.properties.isVariationSelector else { return nil }
        return place(of: scalar).flatMap { face, index in
            advance(of: index, in: face).map {
                Glyph(scalar: scalar, face: face, index: index, advance: $0)
            }
        }
    }
}
