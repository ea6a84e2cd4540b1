/// A text of one size, broken into lines.
public struct TextBlock: Sendable, Equatable {
    /// A line of it.
    public struct Line: Sendable, Equatable {
        let glyphs: [Glyph]

        /// Its width in whole pixels.
        public var width: Int { (glyphs.advance + 63) / 64 }
        /// What is written there.
        public var text: String {
            var text = ""
            text.unicodeScalars.append(contentsOf: glyphs.map(\.scalar))
            return text
        }
    }

    /// From top to bottom; none where nothing of the text can be written.
    public let lines: [Line]
    /// The size of its characters in pixels.
    public let size: Int
    /// From one line to the next, in pixels.
    public let lineHeight: Int

    /// The width of its longest line.
    public var width: Int { lines.map(\.width).max() ?? 0 }
    /// The height of all lines.
    public var height: Int { lines.count * lineHeight }
}
