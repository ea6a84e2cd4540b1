public import Basics

/// The kinds of pictures that are taken. What a file is called or claims to be does not matter.
public enum ImageKind: String, Sendable, CaseIterable {
    case jpeg, png, gif, webp

    /// The kind by its first octets; nil for anything else.
    public init?(_ octets: Bytes) {
        switch octets.first {
        case 0xff where octets.starts(with: [0xff, 0xd8, 0xff]): self = .jpeg
        case 0x89 where octets.starts(with: PNGReader.signature): self = .png
        case UInt8(ascii: "G")
        where octets.starts(with: "GIF87a".utf8) || octets.starts(with: "GIF89a".utf8):
            self = .gif
        case UInt8(ascii: "R")
        where octets.starts(with: "RIFF".utf8) && octets.dropFirst(8).starts(with: "WEBP".utf8):
            self = .webp
        default: return nil
        }
    }
}
