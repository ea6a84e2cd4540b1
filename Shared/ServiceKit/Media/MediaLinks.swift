import Basics
import Crypto
public import HTTP

/// Links to private files that work for one file, one reader and five minutes.
public struct MediaLinks: Sendable {
    /// How long a link works.
    public static let seconds: Int64 = 300

    /// Who was given a link.
    public struct Reader: Hashable, Sendable, CustomStringConvertible {
        /// As the log of looks keeps it.
        public let description: String

        /// A reader of that name.
        public init(_ name: String) {
            description = name
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

    /// A link to a file for this reader, from now on.
    public func link(to name: String, for reader: Reader) -> String {
        let expires = clock.now.seconds + Self.seconds
        let signature = keys.first.map { code(name, reader, expires, $0) } ?? []
        return
            "\(origin)/media/\(service)/\(name)?reader=\(PercentCoding.encode(reader.description))"
            + "&expires=\(expires)&signature=\(Base64.encodeURL(signature))"
    }

    /// What a link carries: who may read, until when, and the proof that it was made here.
    public struct Ticket: Sendable {
        private static let reader = Field.text("reader", "Who was given the link.")
        private static let expires = Field.integer(
            "expires",
            "When the link is over, in seconds since 1970."
        )
        private static let signature = Field.text("signature", "The proof that we made it.")

        let reader: Reader
        let expires: Int64
        let signature: Bytes

        /// Nil where something of it is missing or cannot be read.
        public init?(_ fields: FieldReader) throws(ParameterProblem) {
            let text = try? fields.readIfPresent(Self.reader)
            let number = try? fields.readIfPresent(Self.expires)
            let code = try? fields.readIfPresent(Self.signature)
            guard let text, let number, let code, let signature = Base64.decodeURL(code) else {
                return nil
            }
            reader = Reader(text)
            expires = number
            self.signature = signature
        }
    }

    /// Who was given the link of this ticket; nil if it was not made here, was made for another
    /// file, or is over.
    public func reader(of name: String, _ ticket: Ticket) -> Reader? {
        let isOurs = keys.contains { key in
            ConstantTime.equal(code(name, ticket.reader, ticket.expires, key), ticket.signature)
        }
        let now = clock.now.seconds
        guard isOurs, ticket.expires >= now, ticket.expires <= now + Self.seconds else {
            return nil
        }
        return ticket.reader
    }

    private func code(
        _ name: String,
        _ reader: Reader,
        _ expires: Int64,
        _ key: Secret<Bytes>
    ) -> Bytes {
        // A name holds no line end, and the reader stands last.
        let text = "\(service)/\(name)\n\(expires)\n\(reader.description)"
        return HMAC.sha256(key: key.reveal(), Bytes(text.utf8))
    }
}
