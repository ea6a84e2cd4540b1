public import Basics

extension ConnectionState {
    /// What the server has to do next.
    public enum Order: Sendable {
        /// Read from the peer.
        case read
        /// A request is being answered: leave the octets where they are, stop reading once the
        /// buffer is full.
        case hold
        /// Write ``ConnectionState/continueLine`` and go on.
        case sendContinue
        /// Call the handler; the body is whole.
        case start(Request)
        /// Call the handler with a source as the body, of this length where it is known.
        case startStreaming(Request, length: Int?)
        /// Give this piece to the source. Do not go on while the source is full.
        case body(Bytes)
        /// The source is at its end.
        case bodyEnd
        /// The source fails; the connection will close after the answer.
        case bodyFailed(BodyFailure)
        /// Answer with this status, half-close and linger.
        case refuse(Status)
        /// Close; nothing is to be said.
        case close
    }

    /// An order, and how many octets of the input are done with.
    public struct Step: Sendable {
        /// ExternalID to drop from the front of the input.
        public let consumed: Int
        /// What to do.
        public let order: Order
    }

    /// How an answer has to look to this client.
    public struct AnswerTerms: Sendable, Equatable {
        /// Whether the connection stays open after it.
        public let keepAlive: Bool
        /// The client's minor version: 0 knows no chunked coding.
        public let minorVersion: Int
        /// Whether the octets of the body stay here, as for `HEAD`.
        public let omitsBody: Bool
    }

    /// The interim answer to `Expect: 100-continue`.
    public static let continueLine: StaticString = "HTTP/1.1 100 Continue\r\n\r\n"
}
