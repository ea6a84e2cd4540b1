/// A character as a font has it, in one size.
struct Glyph: Sendable, Equatable {
    let scalar: Unicode.Scalar
    /// Which of the fonts has it.
    let face: Int
    /// Its number there.
    let index: UInt32
    /// How far it moves on, in 64ths of a pixel.
    let advance: Int

    var isSpace: Bool { scalar == " " }
}

extension Sequence<Glyph> {
    /// How far all of them move on, in 64ths of a pixel.
    var advance: Int { reduce(0) { $0 + $1.advance } }
}
