/// A mini-program code that WeChat is to draw.
public struct CodeOrder: Sendable, Equatable {
    /// What the code leads to.
    public enum Target: Sendable, Equatable {
        /// As many codes as one likes: a scene of at most 32 characters, which the page is opened
        /// with (`/wxa/getwxacodeunlimit`). Without a page the app's first one. `checksPage`: the
        /// page has to be in the released version.
        case scene(String, page: String?, checksPage: Bool = true)
        /// A page with parameters; 100,000 codes in all (`/wxa/getwxacode`).
        case path(String)
        /// The same as a square QR code, out of the same 100,000 (`/cgi-bin/wxaapp/createwxaqrcode`).
        case squarePath(String)
    }

    /// The version of the app that opens.
    public enum Version: String, Sendable, CaseIterable {
        case release
        case trial
        case develop
    }

    /// What it leads to.
    public var target: Target
    /// The version of the app that opens; a square code always opens the released one.
    public var version = Version.release
    /// Pixels, 280 to 1280; nil: 430.
    public var width: Int64?
    /// Without a ground, as PNG. Not for square codes.
    public var isTransparent = false

    /// An order for a black code of the usual width.
    public init(_ target: Target) {
        self.target = target
    }
}
