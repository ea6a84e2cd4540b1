public import Basics

/// What a file says about its picture, read strictly and before any decoder sees it: a decoder
/// allocates what a head asks for.
public struct ImageHead: Sendable, Equatable {
    /// Longest file, in octets.
    public static let maximumBytes = 10 << 20

    /// By the first octets.
    public let kind: ImageKind
    /// Columns and rows as stored, before it is turned upright.
    public let width, height: Int
    /// How it has to be turned.
    public let orientation: Orientation
    /// The file reduced to what makes its (first) picture; nil where it is that already.
    let essence: Bytes?
    /// What its colours mean; nil where that is sRGB, or as good as that.
    let profile: ColorProfile?
    /// A JPEG without its end mark: decoding has to show whether anything else is missing.
    let lacksEnd: Bool

    /// Reads a file as far as that goes without decoding: `unknownKind`, `tooLarge` or `damaged`.
    public init(_ octets: Bytes) throws(ImageFailure) {
        guard octets.count <= Self.maximumBytes else { throw .tooLarge }
        guard let kind = ImageKind(octets) else { throw .unknownKind }
        self =
            switch kind {
            case .jpeg: try JPEGReader.head(of: octets)
            case .png: try PNGReader.head(of: octets)
            case .gif: try GIFReader.head(of: octets)
            case .webp: try WebPReader.head(of: octets)
            }
    }

    init(
        _ kind: ImageKind,
        _ size: (width: Int, height: Int),
        orientation: Orientation = .upright,
        essence: Bytes? = nil,
        profile: ColorProfile? = nil,
        lacksEnd: Bool = false
    ) throws(ImageFailure) {
        guard size.width > 0, size.height > 0 else { throw .damaged }
        // No head has more than 32 bits for each, so the product fits.
        guard size.width * size.height <= Picture.maximumPixels else { throw .tooLarge }
        self.kind = kind
        width = size.width
        height = size.height
        self.orientation = orientation
        self.essence = essence
        self.profile = profile
        self.lacksEnd = lacksEnd
    }
}
