public import Basics
import CGD

/// A picture as a file: decoded and made anew, so that nothing of the file it came in is left but
/// what can be seen.
public struct EncodedPicture: Sendable, Equatable {
    /// JPEG, or PNG where something shines through.
    public let kind: ImageKind
    /// Columns and rows.
    public let width, height: Int
    /// The file.
    public let octets: Bytes

    init(_ kind: ImageKind, _ picture: Picture, _ octets: Bytes) {
        self.kind = kind
        width = picture.width
        height = picture.height
        self.octets = octets
    }
}

extension Picture {
    /// As JPEG, or as PNG where something shines through; on white as JPEG where that PNG would be
    /// longer than any file that is taken, as noise is that came as WebP.
    public func encoded() throws(ImageFailure) -> EncodedPicture {
        if isOpaque { return EncodedPicture(.jpeg, self, try jpeg()) }
        let png = try png()
        guard png.count > ImageHead.maximumBytes else { return EncodedPicture(.png, self, png) }
        return EncodedPicture(.jpeg, self, try onWhite().jpeg())
    }

    private func onWhite() throws(ImageFailure) -> Picture {
        let sheet = try Picture(width: width, height: height, filled: .white)
        unsafe gdImageAlphaBlending(sheet.pointer, 1)
        let (columns, rows) = (Int32(width), Int32(height))
        unsafe gdImageCopy(sheet.pointer, pointer, 0, 0, 0, 0, columns, rows)
        return sheet
    }
}
