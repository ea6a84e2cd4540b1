public import Basics
import CGD

extension Picture {
    /// A JPEG, PNG, GIF (its first frame) or WebP, turned upright: at most ``ImageHead/maximumBytes``
    /// octets and ``maximumPixels`` pixels. Belongs into the ``ImageWorker``.
    public static func decode(_ octets: Bytes) throws(ImageFailure) -> Picture {
        let head = try ImageHead(octets)
        let pointer = unsafe GD.ready.decode(head.essence ?? octets, head.kind)
        let picture = unsafe try Picture(owning: pointer)
        guard picture.width == head.width, picture.height == head.height,
            unsafe gdImagePaletteToTrueColor(picture.pointer) != 0
        else { throw .damaged }
        return try picture.turned(head.orientation)
    }

    /// The same as it has to be seen.
    private func turned(_ orientation: Orientation) throws(ImageFailure) -> Picture {
        guard orientation != .upright else { return self }
        let turned = unsafe kumquat_gd_turned(pointer, Int32(orientation.rawValue))
        return unsafe try Picture(owning: turned)
    }

    /// A smaller one with both sides within `side` pixels, at least one pixel each; itself where it
    /// is small enough.
    public func fitted(into side: Int) throws(ImageFailure) -> Picture {
        let longest = max(width, height)
        guard side >= 1, longest > side else { return self }
        let small = try Picture(
            width: max(width * side / longest, 1),
            height: max(height * side / longest, 1),
            filled: .clear
        )
        unsafe gdImageCopyResampled(
            small.pointer,
            pointer,
            0,
            0,
            0,
            0,
            Int32(small.width),
            Int32(small.height),
            Int32(width),
            Int32(height)
        )
        return small
    }

    /// Whether nothing shines through it anywhere.
    public var isOpaque: Bool { unsafe kumquat_gd_is_opaque(pointer) != 0 }
}
