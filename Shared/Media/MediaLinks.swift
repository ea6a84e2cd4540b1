import Basics
import Crypto
import HTTP
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
        /// WeChat, which fetches what it is to judge within half an hour, and is asked again for an
        /// hour where it could not.
        public static let contentCheck = Reader("content-check")

        /// How long this one's links work.
        var seconds: Int64 { self == .contentCheck ? 4 * 3600 : MediaLinks.seconds }
    }

    /// What a link carries: who may read, until when, and the proof that it was made here.
    public struct Ticket: Sendable {
        private static let reader = Field.text("reader", "Who was given the link.")
        private static let expires = Field.integer(
            "expires",
            "When the link is over, in seconds since 1970."
        ).described(in: 0...Int64.max)
        private static let signature = Field.text("signature", "The proof that we made it.")

        let reader: Reader
        let expires: Int64
        let signature: Bytes

        /// Nil for an address without a proof, as public ones are. One that cannot be read is good
        /// for nothing.
        public init?(_ fields: FieldReader) {
            let reader = try? fields.readIfPresent(Self.reader)
            let expires = try? fields.readIfPresent(Self.expires)
            let signature = try? fields.readIfPresent(Self.signature)
            guard fields.has(Self.signature) else { return nil }
            self.reader = Reader(reader ?? "")
            self.expires = expires ?? 0
            self.signature = signature.flatMap(Base64.decodeURL) ?? []
        }
    }

    /// What the address of each file begins with.
    private let prefix: String
    private let service: String
    private let keys: [Secret<Bytes>]
    private let clock: DomainClock

    /// Links that begin with `origin`, to the files of a service, signed with keys made of those
    /// between our processes.
    public init(origin: String, service: String, keys: InternalKeys, clock: DomainClock) {
        self.service = service
        prefix = "\(origin)/media/\(service)/"
        self.keys = keys.derived(for: "links to private files, 1")
        self.clock = clock
    }

    /// The address of a file that everybody may see.
    public func address(of file: String) -> String {
        prefix + file
    }

    /// The file that an address of ours leads to, with or without a link; nil for any other.
    public func file(at address: String) -> String? {
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
    public func reader(of file: String, _ ticket: Ticket) -> Reader? {
        let isOurs = keys.contains { key in
            ConstantTime.equal(code(file, ticket.reader, ticket.expires, key), ticket.signature)
        }
        let now = clock.now.seconds
        guard isOurs, ticket.expires >= now, ticket.expires <= now + ticket.reader.seconds else {
            return nil
        }
        return ticket.reader
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
