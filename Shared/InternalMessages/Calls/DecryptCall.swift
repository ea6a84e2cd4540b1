public import Basics
public import Contracts
public import HTTP
public import JSON
public import ServiceKit

/// `POST /internal/decrypt`: opens what a phone sends of its user. A phone number is bound to the
/// user's account and never leaves auth whole.
public enum DecryptCall: InternalCall {
    public static let route = InternalRoutes.decrypt

    /// What is sealed.
    public enum Kind: String, CaseIterable, Sendable {
        case phone, profile, werun
    }

    /// What a phone sends of its user.
    public enum Proof: Sendable, Equatable {
        /// Encrypted under the session key, with the vector that belongs to it; both in Base64.
        case sealed(data: String, iv: String)
        /// The newer way, for a phone number alone.
        case code(String)
    }

    /// What is to be opened, and whose it is.
    public struct Request: InternalRequest, Equatable {
        private static let iid = Field.integer("iid", "The WeChat identity whose data it is.")
        private static let kind: Field<Kind> = .choice("kind", "What is sealed.")
        private static let code = Field.text("code", "Of the newer button for a phone number.")
        private static let data = Field.text("encryptedData", "What WeChat sealed; Base64.")
        private static let iv = Field.text("iv", "The vector that belongs to it; Base64.")

        /// The WeChat identity whose data it is.
        public let iid: ID<WeChatIdentity>
        /// What is sealed.
        public let kind: Kind
        /// What came of it.
        public let proof: Proof

        /// A question of its parts.
        public init(_ kind: Kind, of iid: ID<WeChatIdentity>, _ proof: Proof) {
            self.iid = iid
            self.kind = kind
            self.proof = proof
        }

        public init(_ fields: FieldReader) throws(ParameterProblem) {
            iid = ID(try fields.read(Self.iid))
            kind = try fields.read(Self.kind)
            if kind == .phone, let code = try fields.readIfPresent(Self.code) {
                proof = .code(code)
            } else {
                let data = try fields.read(Self.data)
                proof = .sealed(data: data, iv: try fields.read(Self.iv))
            }
        }

        public func write(to fields: inout FieldWriter) {
            fields.write(Self.iid, iid.rawValue)
            fields.write(Self.kind, kind)
            switch proof {
            case .code(let code): fields.write(Self.code, code)
            case .sealed(let data, let iv):
                fields.write(Self.data, data)
                fields.write(Self.iv, iv)
            }
        }
    }

    /// What was in it.
    public enum Answer: ShapedPayload, Sendable {
        case phone(Phone)
        case profile(Profile)
        case steps(Steps)

        public static let schema = Schema.anyOf([Phone.schema, Profile.schema, Steps.schema])

        public func encode(to encoder: any Encoder) throws {
            switch self {
            case .phone(let phone): try phone.encode(to: encoder)
            case .profile(let profile): try profile.encode(to: encoder)
            case .steps(let steps): try steps.encode(to: encoder)
            }
        }
    }

    /// The number that the account now has.
    public struct Phone: Payload, Sendable {
        public let phone_masked: String

        /// With its middle hidden.
        public init(masked: String) {
            phone_masked = masked
        }
    }

    /// What WeChat knows of the user.
    public struct Profile: Payload, Sendable {
        public let nickname: String
        public let avatar: String
        public let gender: Int64
        public let country: String
        public let province: String
        public let city: String
        public let language: String

        /// A profile of its parts.
        public init(
            nickname: String,
            avatar: String,
            gender: Int64,
            country: String,
            province: String,
            city: String,
            language: String
        ) {
            self.nickname = nickname
            self.avatar = avatar
            self.gender = gender
            self.country = country
            self.province = province
            self.city = city
            self.language = language
        }
    }

    /// The steps of the last days.
    public struct Steps: Payload, Sendable {
        public let steps: [DayOfSteps]

        /// Of these days.
        public init(_ steps: [DayOfSteps]) {
            self.steps = steps
        }
    }

    /// The steps of one day.
    public struct DayOfSteps: Codable, Sendable {
        /// A moment of that day, in seconds since 1970.
        public let at: Int64
        public let steps: Int64

        /// So many on that day.
        public init(at: UnixTime, steps: Int64) {
            self.at = at.seconds
            self.steps = steps
        }
    }
}
