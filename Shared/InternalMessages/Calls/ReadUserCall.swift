public import Basics
public import Contracts
public import HTTP
public import ServiceKit

/// `GET /internal/users/{uid}`: what a sale has to know of its buyer.
public enum ReadUserCall: InternalCall {
    public static let route = InternalRoutes.readUser

    /// Which account.
    public struct Request: InternalRequest {
        private static let uid = Field.pathNumber("uid", "The user.")

        /// The account.
        public let uid: ID<User>

        /// That one.
        public init(uid: ID<User>) {
            self.uid = uid
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            uid = ID(try fields.read(Self.uid))
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.uid, uid.rawValue)
        }
    }

    /// What there is to know.
    public struct Answer: Payload, Sendable {
        /// The account, or the one that it was merged into.
        public let uid: Int64
        /// The nickname, or the masked mobile.
        public let name: String
        /// The last four digits of the verified mobile; not there without one.
        public let mobile_tail: String?

        /// An account of its parts.
        public init(uid: Int64, name: String, mobile_tail: String?) {
            self.uid = uid
            self.name = name
            self.mobile_tail = mobile_tail
        }
    }

    /// Why nothing is known.
    public enum Refusal: String, InternalRefusal, CaseIterable {
        case unknown = "user_unknown"

        public var status: Int { 404 }
        public var message: String { "There is no such user." }
    }
}
