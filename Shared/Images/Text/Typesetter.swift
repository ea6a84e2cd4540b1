import CFreeType
import CGD

/// Breaks texts into lines and writes them on pictures. It belongs to whoever made it and stays on
/// their thread, as a ``Picture`` does.
@safe
public final class Typesetter {
    /// The largest size of characters, in pixels.
    public static let largestSize = 400

    /// A font that is open: it goes with its library.
    @safe
    private struct Face {
        let pointer: FT_Face
    }

    private let library: FT_Library
    private var faces: [Face] = []

    /// Opens the files; `unreadableFont` where one of them is gone since the start.
    public convenience init(_ font: Font) throws(ImageFailure) {
        do throws(FontProblem) {
            try self.init(opening: font.paths)
        } catch {
            throw .unreadableFont
        }
    }

    init(opening paths: [String]) throws(FontProblem) {
        guard !paths.isEmpty else { throw FontProblem(description: "no font is named") }
        var library: FT_Library?
        guard unsafe FT_Init_FreeType(&library) == 0, let library = unsafe library else {
            throw FontProblem(description: "FreeType does not start")
        }
        unsafe self.library = library
        for path in paths { faces.append(try open(path)) }
    }

    private func open(_ path: String) throws(FontProblem) -> Face {
        var face: FT_Face?
        guard unsafe FT_New_Face(library, path, 0, &face) == 0, let face = unsafe face else {
            throw FontProblem(description: "\(path) is no font that can be read")
        }
        guard unsafe kumquat_ft_is_scalable(face) != 0 else {
            throw FontProblem(description: "\(path) has characters of some sizes only")
        }
        return unsafe Face(pointer: face)
    }

    deinit {
        // With all its fonts.
        unsafe FT_Done_FreeType(library)
    }

    // MARK: Characters

    /// The size of what is asked for from now on.
    func choose(_ size: Int) throws(ImageFailure) {
        guard (1...Self.largestSize).contains(size) else { throw .doesNotFit }
        for face in faces {
            guard unsafe FT_Set_Pixel_Sizes(face.pointer, 0, FT_UInt(size)) == 0 else {
                throw .doesNotFit
            }
        }
    }

    /// The first font that has a character, and its number there.
    func place(of scalar: Unicode.Scalar) -> (face: Int, index: UInt32)? {
        for (number, face) in faces.enumerated() {
            let index = unsafe FT_Get_Char_Index(face.pointer, FT_ULong(scalar.value))
            if index != 0 { return (number, index) }
        }
        return nil
    }

    /// How far a character moves on, in 64ths of a pixel; nil where the font is broken.
    func advance(of index: UInt32, in face: Int) -> Int? {
        let face = unsafe faces[face].pointer
        guard unsafe kumquat_ft_load(face, index) == 0 else { return nil }
        return unsafe Int(face.pointee.glyph.pointee.advance.x)
    }

    // MARK: Writing

    /// Writes lines on a picture, the upper left corner of the first at (x, y).
    public func write(
        _ block: TextBlock,
        on picture: Picture,
        x: Int,
        y: Int,
        color: Color = .black
    ) throws(ImageFailure) {
        try choose(block.size)
        let (x, y) = (Rectangle.bounded(x), Rectangle.bounded(y))
        for (number, line) in block.lines.enumerated() {
            var place = x * 64
            let base = y + number * block.lineHeight + baseline(in: block)
            for glyph in line.glyphs where faces.indices.contains(glyph.face) {
                lay(glyph, on: picture, (place + 32) >> 6, base, color)
                place += glyph.advance
            }
        }
    }

    /// From the top of a line to where its characters stand: in the middle of the line's height.
    private func baseline(in block: TextBlock) -> Int {
        let metrics = unsafe faces[0].pointer.pointee.size.pointee.metrics
        let (above, below) = (Int(metrics.ascender), Int(metrics.descender))
        return (block.lineHeight * 64 + above + below) / 2 / 64
    }

    private func lay(_ glyph: Glyph, on picture: Picture, _ x: Int, _ y: Int, _ color: Color) {
        let face = unsafe faces[glyph.face].pointer
        guard unsafe kumquat_ft_render(face, glyph.index) == 0 else { return }
        let slot = unsafe face.pointee.glyph.pointee
        guard let mask = unsafe slot.bitmap.buffer else { return }
        unsafe kumquat_gd_lay(
            picture.pointer,
            mask,
            slot.bitmap.pitch,
            Int32(slot.bitmap.width),
            Int32(slot.bitmap.rows),
            Int32(clamping: x) + slot.bitmap_left,
            Int32(clamping: y) - slot.bitmap_top,
            color.packed
        )
    }
}
