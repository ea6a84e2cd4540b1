public import Basics
import CGD

extension Picture {
    /// A JPEG, PNG, GIF (its first frame) or WebP, turned upright: at most ``ImageHead/maximumBytes``
    /// octets and ``maximumPixels`` pixels. Belongs into the ``ImageWorker``.
    public static func decode(_ octets: Bytes) throws(ImageFailure) -> Picture {
        let head = try ImageHead(octets)
        let picture =
            try head.lacksEnd ? withoutEnd(octets) : plain(head.essence ?? octets, head.kind)
        guard picture.width == head.width, picture.height == head.height,
            unsafe gdImagePaletteToTrueColor(picture.pointer) != 0
        else { throw .damaged }
        if let profile = head.profile { picture.convert(from: profile) }
        return try picture.turned(head.orientation)
    }

    private static func plain(
        _ octets: Bytes,
        _ kind: ImageKind
    ) throws(ImageFailure) -> Picture {
        unsafe try Picture(owning: GD.ready.decode(octets, kind))
    }

    /// A JPEG that only lacks its end mark. What follows the data of a whole picture changes nothing
    /// in it; where data is missing, it is taken for that.
    private static func withoutEnd(_ octets: Bytes) throws(ImageFailure) -> Picture {
        var whole = octets
        while whole.last == 0xff { whole.removeLast() }
        let end: Bytes = [0xff, 0xd9]
        var noise: UInt32 = 1
        let something = (0..<4096).map { _ -> UInt8 in
            noise = noise &* 1_664_525 &+ 1_013_904_223
            return UInt8(truncatingIfNeeded: noise >> 24) & 0x7f
        }
        // One after the other: two would be twice the memory.
        let sum = try plain(whole + end, .jpeg).checkSum
        let picture = try plain(whole + something + end, .jpeg)
        guard picture.checkSum == sum else { throw .damaged }
        return picture
    }

    private var checkSum: UInt64 { unsafe kumquat_gd_sum(pointer) }

    /// Makes sRGB of the colours of another profile.
    func convert(from profile: ColorProfile) {
        unsafe profile.matrix.withUnsafeBufferPointer { matrix in
            unsafe profile.light.withUnsafeBufferPointer { light in
                unsafe kumquat_gd_convert(pointer, matrix.baseAddress, light.baseAddress)
            }
        }
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
