import AuthDomain
import Basics
import Contracts
import HTTP
import JSON
import ServiceKit
import WeChat

extension InternalAPI {
    /// `POST /internal/decrypt`: opens what a phone sends of its user. A phone number is bound to
    /// the user's account and never leaves this process whole.
    enum Decrypt: InternalEndpoint {
        static let route = InternalRoutes.decrypt

        /// What is sealed.
        enum Kind: String, CaseIterable {
            case phone, profile, werun
        }

        enum Wish: Sendable {
            case phone(PhoneProof)
            case profile(SealedData)
            case steps(SealedData)
        }

        struct Input: EndpointInput {
            private static let iid = Field.integer("iid", "The WeChat identity whose data it is.")
            private static let kind: Field<Kind> = .choice("kind", "What is sealed.")

            let iid: ID<WeChatIdentity>
            let wish: Wish

            init(_ fields: FieldReader) throws(ParameterProblem) {
                iid = ID(try fields.read(Self.iid))
                switch try fields.read(Self.kind) {
                case .phone: wish = .phone(try PhoneProof(fields))
                case .profile: wish = .profile(try SealedData(fields))
                case .werun: wish = .steps(try SealedData(fields))
                }
            }
        }

        enum Output: ShapedPayload {
            case phone(Phone)
            case profile(Profile)
            case steps(Steps)

            static let schema = Schema.anyOf([Phone.schema, Profile.schema, Steps.schema])

            func encode(to encoder: any Encoder) throws {
                switch self {
                case .phone(let phone): try phone.encode(to: encoder)
                case .profile(let profile): try profile.encode(to: encoder)
                case .steps(let steps): try steps.encode(to: encoder)
                }
            }
        }

        struct Phone: Payload {
            let phone_masked: String
        }

        struct Profile: Payload {
            let nickname: String
            let avatar: String
            let gender: Int64
            let country: String
            let province: String
            let city: String
            let language: String
        }

        struct Steps: Payload {
            let steps: [DayOfSteps]
        }

        struct DayOfSteps: Codable {
            let at: Int64
            let steps: Int64
        }

        static func answer(
            _ input: Input,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<DataRefusal>) -> Output {
            switch input.wish {
            case .phone(let proof):
                let mobile = try await auth.bindPhone(of: input.iid, proof: proof)
                return .phone(Phone(phone_masked: mobile.masked))
            case .profile(let sealed):
                return .profile(
                    Profile(try await auth.openProfile(sealed, ofIdentity: input.iid))
                )
            case .steps(let sealed):
                let steps = try await auth.openSteps(sealed, ofIdentity: input.iid)
                return .steps(
                    Steps(steps: steps.map { DayOfSteps(at: $0.at.seconds, steps: $0.steps) })
                )
            }
        }

        static func failure(for refusal: DataRefusal) -> TransportFailure? {
            refusal == .weChatAway ? .unavailable : nil
        }

        static func code(for refusal: DataRefusal) -> Code {
            switch refusal {
            case .identityUnknown: InternalLines.identityUnknown
            case .sessionKeyWrong:
                Code(422, "No session key that we know opens it.", name: "session_key_wrong")
            case .malformed:
                Code(422, "It is not what WeChat makes.", name: "data_malformed")
            case .ofAnotherApp:
                Code(422, "It was made for another app.", name: "data_of_another_app")
            case .ofAnotherUser:
                Code(422, "It was made for another user.", name: "data_of_another_user")
            case .phoneMissing:
                Code(422, "The WeChat user has no phone number.", name: "phone_missing")
            case .codeRefused:
                Code(422, "WeChat refuses the code.", name: "code_refused")
            case .boundToAnother:
                Code(409, "The account has another mobile.", name: "bound_to_another_mobile")
            case .appUnconfigured: InternalLines.appUnconfigured
            case .weChatAway: InternalLines.weChatAway
            }
        }
    }
}

extension InternalAPI.Decrypt.Profile {
    fileprivate init(_ info: UserInfo) {
        self.init(
            nickname: info.nickname,
            avatar: info.avatar,
            gender: info.gender,
            country: info.country,
            province: info.province,
            city: info.city,
            language: info.language
        )
    }
}
