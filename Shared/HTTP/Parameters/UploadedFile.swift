public import Basics

/// A file that came in a form.
public struct UploadedFile: Sendable {
    /// As the client spelled it: to be shown, never to be used as a path.
    public let fileName: String
    /// As the client claims it.
    public let contentType: String?
    /// How long it is, in octets.
    public let count: Int
    private let content: Content

    private enum Content: Sendable {
        case bytes(Bytes)
        case spooled(any SpooledFile)
    }

    /// A file of the given name and content.
    public init(fileName: String, contentType: String?, bytes: Bytes) {
        self.fileName = fileName
        self.contentType = contentType
        count = bytes.count
        content = .bytes(bytes)
    }

    /// A file whose `count` octets lie outside of memory.
    public init(fileName: String, contentType: String?, spooled: any SpooledFile, count: Int) {
        self.fileName = fileName
        self.contentType = contentType
        self.count = count
        content = .spooled(spooled)
    }

    /// The file itself. Blocks where it lies outside of memory: not for a loop then.
    public func read() throws(SpoolFailure) -> Bytes {
        switch content {
        case .bytes(let bytes): bytes
        case .spooled(let file): try file.read(limit: count)
        }
    }
}
