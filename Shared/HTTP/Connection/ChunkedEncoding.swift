public import Basics

/// Puts the chunked coding on (RFC 9112, 7.1), without extensions and trailers.
public enum ChunkedEncoding {
    /// Appends a piece of the body as one chunk; an empty piece is none and adds nothing.
    public static func append(_ piece: Bytes, to output: inout Bytes) {
        guard !piece.isEmpty else { return }
        output.append(hexadecimal: piece.count)
        output.append("\r\n")
        output.append(contentsOf: piece)
        output.append("\r\n")
    }

    /// Appends the last chunk.
    public static func end(_ output: inout Bytes) {
        output.append("0\r\n\r\n")
    }
}
