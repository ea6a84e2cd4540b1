/// A colour with its opacity.
public struct Color: Hashable, Sendable {
    /// Each from 0 to 255.
    public let red, green, blue: UInt8
    /// From 0, not to be seen, to 255, solid; of 128 steps, since libgd has no more.
    public let alpha: UInt8

    /// A colour of these parts.
    public init(red: UInt8, green: UInt8, blue: UInt8, alpha: UInt8 = 255) {
        self.red = red
        self.green = green
        self.blue = blue
        self.alpha = alpha
    }

    /// As libgd packs it: 7 bits of transparency before the three colours.
    init(packed: Int32) {
        let bits = UInt32(bitPattern: packed)
        red = UInt8(truncatingIfNeeded: bits >> 16)
        green = UInt8(truncatingIfNeeded: bits >> 8)
        blue = UInt8(truncatingIfNeeded: bits)
        let transparency = min(bits >> 24 & 0x7f, 127)
        alpha = UInt8((127 - transparency) * 255 / 127)
    }

    /// The same as libgd takes it.
    var packed: Int32 {
        let transparency = 127 - (UInt32(alpha) * 127 + 127) / 255
        return Int32(
            bitPattern: transparency << 24 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
        )
    }

    /// Solid white.
    public static let white = Color(red: 255, green: 255, blue: 255)
    /// Solid black.
    public static let black = Color(red: 0, green: 0, blue: 0)
    /// Nothing at all, over white where there is no transparency.
    public static let clear = Color(red: 255, green: 255, blue: 255, alpha: 0)
}
