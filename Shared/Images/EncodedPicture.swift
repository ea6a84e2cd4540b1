public import Basics

/// A picture as a file: decoded and made anew, so that nothing of the file it came in is left but
/// what can be seen.
public struct EncodedPicture: Sendable, Equatable {
    /// JPEG, or PNG where something shines through.
    public let kind: ImageKind
    /// Columns and rows.
    public let width, height: Int
    /// The file.
    public let octets: Bytes
}

extension Picture {
    /// As JPEG, or as PNG where something shines through.
    public func encoded() throws(ImageFailure) -> EncodedPicture {
        let isOpaque = isOpaque
        return EncodedPicture(
            kind: isOpaque ? .jpeg : .png,
            width: width,
            height: height,
            octets: isOpaque ? try jpeg() : try png()
        )
    }
}
