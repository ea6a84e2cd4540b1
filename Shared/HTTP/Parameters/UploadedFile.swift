public import Basics

/// A file that came in a form.
public struct UploadedFile: Sendable, Equatable {
    /// As the client spelled it: to be shown, never to be used as a path.
    public let fileName: String
    /// As the client claims it.
    public let contentType: String?
    /// The file itself.
    public let bytes: Bytes

    /// A file of the given name and content.
    public init(fileName: String, contentType: String?, bytes: Bytes) {
        self.fileName = fileName
        self.contentType = contentType
        self.bytes = bytes
    }
}
