/// The head of one part of `multipart/form-data` (RFC 7578, section 4).
public struct MultipartPart: Sendable, Equatable {
    /// The field's name.
    public let name: String
    /// Present for a file, as the client spelled it: no path to be trusted.
    public let fileName: String?
    /// As the client claims it; never believed.
    public let contentType: String?
}

/// What a `MultipartParser` has found.
public enum MultipartEvent: Sendable, Equatable {
    /// A part begins.
    case begin(MultipartPart)
    /// The next octets of that part, never empty.
    case data(ArraySlice<UInt8>)
    /// The part has ended.
    case end
}

/// The body is no `multipart/form-data`, or exceeds a limit.
public struct MultipartFailure: Error, Equatable {
    /// A fixed text; never holds a part of the input.
    public let reason: String
}
