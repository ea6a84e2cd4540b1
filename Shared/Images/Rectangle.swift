/// A part of a picture, in pixels from its upper left corner.
public struct Rectangle: Hashable, Sendable {
    /// Where it begins.
    public let x, y: Int
    /// How large it is; nothing of it is left at 0 and below.
    public let width, height: Int

    /// A rectangle of these measures; none goes beyond a million pixels.
    public init(x: Int, y: Int, width: Int, height: Int) {
        self.x = Self.bounded(x)
        self.y = Self.bounded(y)
        self.width = Self.bounded(width)
        self.height = Self.bounded(height)
    }

    /// A measure with which one can calculate.
    static func bounded(_ measure: Int) -> Int { min(max(measure, -1_000_000), 1_000_000) }
}
