import Basics
import Crypto
public import HTTP
public import ServiceKit

/// Addresses of files: for everybody, and links that work for one file, one reader and a short time.
public struct MediaLinks: Sendable {
    /// How long a person's link works.
    public static let seconds: Int64 = 300

    /// Who was given a link.
    public struct Reader: Hashable, Sendable, CustomStringConvertible {
        /// As the log of looks keeps it.
        public let description: String

        /// A reader of that name.
        public init(_ name: String) {
            description = name
        }

        /// The owner of what it leads to.
        public static let owner = Reader("owner")
        /// WeChat, which fetches what it is to judge within half an hour.
        public static let contentCheck = Reader("content-check")

        /// How long this one's links work.
        var seconds: Int64 { self == .contentCheck ? 3600 : MediaLinks.seconds }
    }

    /// What a link says of itself, true or not.
    public struct Claim: Sendable {
        let reader: String
        let expires: Int64
        let signature: String

        /// A link of these parts.
        public init(reader: String, expires: Int64, signature: String) {
            self.reader = reader
            self.expires = expires
            self.signature = signature
        }

        /// The parameters of an address; nil where it is no link.
        public init?(_ parameters: Parameters) {
            guard parameters.has("signature") else { return nil }
            reader = (try? parameters.optionalText("reader")) ?? ""
            expires = (try? parameters.optionalInteger("expires")) ?? 0
            signature = (try? parameters.optionalText("signature")) ?? ""
        }
    }

    private let origin: String
    private let service: String
    private let keys: [Secret<Bytes>]
    private let clock: DomainClock

    /// Links that begin with `origin`, to the files of a service, signed with keys made of those
    /// between our processes.
    public init(origin: String, service: String, keys: InternalKeys, clock: DomainClock) {
        self.origin = origin
        self.service = service
        self.keys = keys.derived(for: "links to private files, 1")
        self.clock = clock
    }

    /// The address of a file that everybody may see.
    public func address(of file: String) -> String {
        "\(origin)/media/\(service)/\(file)"
    }

    /// The file that an address of ours leads to, with or without a link; nil for any other.
    public func file(at address: String) -> String? {
        let prefix = self.address(of: "")
        guard address.utf8.starts(with: prefix.utf8) else { return nil }
        let file = address.utf8.dropFirst(prefix.utf8.count).prefix { $0 != UInt8(ascii: "?") }
        return file.isEmpty ? nil : String(file)
    }

    /// A link to a file for this reader, from now on.
    public func link(to file: String, for reader: Reader) -> String {
        let expires = clock.now.seconds + reader.seconds
        let signature = keys.first.map { code(file, reader, expires, $0) } ?? []
        return
            "\(address(of: file))?reader=\(PercentCoding.encode(reader.description))"
            + "&expires=\(expires)&signature=\(Base64.encodeURL(signature))"
    }

    /// Who was given this link; nil if it was not made here, was made for another file, or is over.
    public func reader(of file: String, _ claim: Claim) -> Reader? {
        guard let signature = Base64.decodeURL(claim.signature) else { return nil }
        let reader = Reader(claim.reader)
        let isOurs = keys.contains { key in
            ConstantTime.equal(code(file, reader, claim.expires, key), signature)
        }
        let now = clock.now.seconds
        guard isOurs, claim.expires >= now, claim.expires <= now + reader.seconds else {
            return nil
        }
        return reader
    }

    private func code(
        _ file: String,
        _ reader: Reader,
        _ expires: Int64,
        _ key: Secret<Bytes>
    ) -> Bytes {
        // A name holds no line end, and the reader stands last.
        let text = "\(service)/\(file)\n\(expires)\n\(reader.description)"
        return HMAC.sha256(key: key.reveal(), Bytes(text.utf8))
    }
}
