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

    /// Who was given the link that these parameters are of; nil if it was not made here, was made
    /// for another file, or is over.
    public func reader(of name: String, _ parameters: Parameters) -> Reader? {
        guard let text = try? parameters.optionalText("reader"),
            let number = try? parameters.optionalInteger("expires"),
            let code = (try? parameters.optionalText("signature")).flatMap(Base64.decodeURL)
        else { return nil }
        let reader = Reader(text)
        let isOurs = keys.contains { key in
            ConstantTime.equal(self.code(name, reader, number, key), code)
        }
        let now = clock.now.seconds
        guard isOurs, number >= now, number <= now + Self.seconds else { return nil }
        return reader
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
