import CGD

/// A decoded picture, four octets a pixel. It belongs to whoever made it and stays on their thread:
/// making, turning and encoding take milliseconds to seconds, so that is a worker, never a loop.
@safe
public final class Picture {
    /// Most pixels of one picture: 100 MB while it is decoded. Telephones make 12.2 to 12.6 million of
    /// them, cameras for the fundus as many and more.
    public static let maximumPixels = 25_000_000

    let pointer: gdImagePtr

    /// Takes over what libgd made; nil where it could not is refused.
    init(owning pointer: gdImagePtr?) throws(ImageFailure) {
        guard let pointer = unsafe pointer else { throw .damaged }
        unsafe self.pointer = unsafe pointer
    }

    /// An area of one colour.
    public convenience init(width: Int, height: Int, filled color: Color) throws(ImageFailure) {
        guard
            let columns = Int32(exactly: width),
            let rows = Int32(exactly: height),
            columns > 0,
            rows > 0,
            width.multipliedReportingOverflow(by: height).partialValue <= Self.maximumPixels
        else { throw .tooLarge }
        unsafe try self.init(owning: GD.ready.createTrueColor(columns, rows))
        unsafe gdImageAlphaBlending(pointer, 0)
        unsafe gdImageFilledRectangle(pointer, 0, 0, columns - 1, rows - 1, color.packed)
    }

    deinit {
        unsafe gdImageDestroy(pointer)
    }

    /// Columns.
    public var width: Int { Int(unsafe kumquat_gd_width(pointer)) }

    /// Rows.
    public var height: Int { Int(unsafe kumquat_gd_height(pointer)) }

    /// The colour of one pixel, counted from the upper left corner; nil outside.
    public func color(atX x: Int, y: Int) -> Color? {
        guard (0..<width).contains(x), (0..<height).contains(y) else { return nil }
        return Color(packed: unsafe kumquat_gd_pixel(pointer, Int32(x), Int32(y)))
    }

    /// Changes the colour of one pixel; nothing outside.
    func set(_ color: Color, atX x: Int, y: Int) {
        unsafe gdImageSetPixel(pointer, Int32(clamping: x), Int32(clamping: y), color.packed)
    }

    /// Covers a rectangle with a colour, the transparency included; what lies outside is left out.
    func fill(x: Int, y: Int, width: Int, height: Int, with color: Color) {
        unsafe gdImageFilledRectangle(
            pointer,
            Int32(clamping: x),
            Int32(clamping: y),
            Int32(clamping: x + width - 1),
            Int32(clamping: y + height - 1),
            color.packed
        )
    }
}
