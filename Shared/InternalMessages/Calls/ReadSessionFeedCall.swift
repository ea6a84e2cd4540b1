public import Contracts
public import HTTP
public import JSON
public import ServiceKit

/// `GET /internal/revocations?after=N&wait=SECONDS`: what has happened to sessions; answered as soon
/// as something has after N, and at the latest after that many seconds.
public enum ReadSessionFeedCall: InternalCall {
    public static let route = InternalRoutes.readSessionFeed

    /// Since when, and how long to wait.
    public struct Request: InternalRequest {
        private static let after = Field.integer(
            "after",
            "The last number that is known; 0 asks for all that matters.",
            in: 0...Int64.max
        )
        private static let wait = Field.integer(
            "wait",
            "Seconds to wait for news, where there is none.",
            in: 0...25,
            default: 0
        )

        /// The last number that is known; 0 asks for all that matters.
        public let after: Int64
        /// Seconds, 25 at most.
        public let wait: Int64

        /// News after a number.
        public init(after: Int64, wait: Int64) {
            self.after = after
            self.wait = wait
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            after = try fields.read(Self.after)
            wait = try fields.read(Self.wait)
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.after, after)
            fields.write(Self.wait, wait)
        }
    }

    /// One thing that happened, with null for what it does not concern.
    public struct Change: Codable, Sendable {
        public let n: Int64
        /// `revoked`, `gone` or `changed`; a later release may know more.
        public let kind: String
        public let sid: Nullable<String>
        public let iid: Nullable<Int64>
        public let uid: Nullable<Int64>

        /// A change of its parts.
        public init(n: Int64, kind: String, sid: String?, iid: Int64?, uid: Int64?) {
            self.n = n
            self.kind = kind
            self.sid = Nullable(sid)
            self.iid = Nullable(iid)
            self.uid = Nullable(uid)
        }
    }

    /// What happened.
    public struct Answer: Payload, Sendable {
        /// Up to where the list goes.
        public let last: Int64
        public let changes: [Change]

        /// A part of the feed.
        public init(last: Int64, changes: [Change]) {
            self.last = last
            self.changes = changes
        }
    }
}
