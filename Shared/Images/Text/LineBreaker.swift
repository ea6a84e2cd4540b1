/// Breaks a text into lines as Chinese is: between any two characters, but not before what closes
/// or behind what opens; in words of other scripts at spaces only, unless a word is longer than a
/// line.
struct LineBreaker {
    /// In 64ths of a pixel.
    let width: Int
    /// At most so many lines.
    let limit: Int
    /// What stands at the end of a text that is longer.
    let ellipsis: [Glyph]

    func lines(of glyphs: [Glyph]) -> [[Glyph]] {
        var lines: [[Glyph]] = []
        var rest = glyphs[...].drop { $0.isSpace }
        while !rest.isEmpty, lines.count < limit {
            let fitting = prefix(of: rest, within: width)
            if fitting.count == rest.count {
                lines.append(trimmed(rest))
                return lines
            }
            guard lines.count < limit - 1 else {
                lines.append(cut(rest))
                return lines
            }
            let line = rest.prefix(place(in: rest, upTo: fitting.count))
            lines.append(trimmed(line))
            rest = rest.dropFirst(line.count).drop { $0.isSpace }
        }
        return lines
    }

    /// As many as have room, spaces at the end not counted.
    private func prefix(of glyphs: ArraySlice<Glyph>, within width: Int) -> ArraySlice<Glyph> {
        var used = 0
        let end = glyphs.indices.first { index in
            used += glyphs[index].advance
            return used > width && !glyphs[index].isSpace
        }
        return glyphs[..<(end ?? glyphs.endIndex)]
    }

    /// After how many of them the line ends: at least one, so that it goes on.
    private func place(in glyphs: ArraySlice<Glyph>, upTo count: Int) -> Int {
        let start = glyphs.startIndex
        let counts = stride(from: count, to: 0, by: -1)
        let best = counts.first { count in
            Self.mayBreak(between: glyphs[start + count - 1], glyphs[start + count])
        }
        // In the middle of a word, but a letter keeps its accent.
        return best ?? counts.first { !Self.isMark(glyphs[start + $0].scalar) } ?? max(count, 1)
    }

    private func cut(_ glyphs: ArraySlice<Glyph>) -> [Glyph] {
        let kept = prefix(of: glyphs, within: max(width - ellipsis.advance, 0))
        return trimmed(kept) + ellipsis
    }

    private func trimmed(_ glyphs: ArraySlice<Glyph>) -> [Glyph] {
        var glyphs = glyphs
        while glyphs.last?.isSpace == true { glyphs.removeLast() }
        return Array(glyphs)
    }

    // MARK: Where

    /// Never at the beginning of a line.
    private static let closing = Set(
        "，。、；：？！…）》〉】」』〕〗”’％·—～,.;:?!)]}%°℃々ー".unicodeScalars
    )
    /// Never at its end.
    private static let opening = Set("（《〈【「『〔〖“‘([{￥¥$#@".unicodeScalars)

    private static func mayBreak(between left: Glyph, _ right: Glyph) -> Bool {
        if right.isSpace { return true }
        if closing.contains(right.scalar) || isMark(right.scalar) { return false }
        if left.isSpace || left.scalar == "-" { return true }
        if opening.contains(left.scalar) { return false }
        return isWide(left.scalar) || isWide(right.scalar)
    }

    /// What stands on the character before it.
    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .spacingMark, .enclosingMark: true
        default: false
        }
    }

    /// Han, kana, hangul and their punctuation: one character is a word.
    private static func isWide(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2E80...0xA4CF, 0xAC00...0xD7AF, 0xF900...0xFAFF, 0xFE30...0xFE4F, 0xFF00...0xFFEF,
            0x20000...0x3FFFF:
            true
        default: false
        }
    }
}
