import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension WxAuthAPI {
    /// `POST /miniprog/wx_auth/register`: with a phone number that was typed in, or with the one
    /// that WeChat vouches for ("one click").
    enum Register: WxAuthEndpoint {
        static let route = Route.post("/miniprog/wx_auth/register")
        static let access = Access.open

        struct Input: WireInput {
            let openid: String
            let handle: String?
            let phone: PhoneProof?
            let typedPhone: String?
            let nickname: String?
            let birthday: String?
            let gender: GivenGender

            init(_ wire: Parameters) throws(ParameterProblem) {
                openid = try wire.text("openid")
                handle = try wire.optionalText("session_key")
                phone = try PhoneProof(wxAuthWire: wire)
                typedPhone = try wire.optionalText("phone")
                nickname = try wire.optionalText("nickname")
                birthday = try wire.optionalText("birthday")
                gender = GivenGender("gender", in: wire)
                if phone == nil, typedPhone == nil { throw .missing("phone") }
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<MemberRefusal>) -> MemberOutput {
            let application: Application
            do throws(MemberRefusal) {
                application = try Application(input, at: auth.now)
            } catch {
                throw .refused(error)
            }
            let claim = MemberClaim(
                caller: caller.identity,
                handle: input.handle,
                openid: input.openid
            )
            return MemberOutput(
                try await auth.registerMember(claim, application, phone: input.phone)
            )
        }

        static func failure(for refusal: MemberRefusal) -> TransportFailure? {
            WxAuthAPI.failure(for: refusal)
        }

        static func code(for refusal: MemberRefusal) -> Code { WxAuthAPI.code(for: refusal) }
    }
}

extension PhoneProof {
    /// `encrypted_phone` and `iv`, or else the newer `code`; nil without either.
    fileprivate init?(wxAuthWire wire: Parameters) throws(ParameterProblem) {
        if wire.has("encrypted_phone") {
            let data = try wire.text("encrypted_phone")
            self = .sealed(SealedData(encryptedData: data, iv: try wire.text("iv")))
        } else if let code = try wire.optionalText("code") {
            self = .code(code)
        } else {
            return nil
        }
    }
}

extension Application {
    fileprivate init(_ input: WxAuthAPI.Register.Input, at now: UnixTime) throws(MemberRefusal) {
        self.init()
        change.nickname = input.nickname
        change.gender = try input.gender.known(otherwise: MemberRefusal.genderInvalid)
        if let text = input.birthday {
            guard let day = Day(text), Birthday.isPossible(day, at: now) else {
                throw .birthdayInvalid
            }
            change.birthday = day
        }
        if let text = input.typedPhone, input.phone == nil {
            guard let mobile = Mobile(text) else { throw .phoneInvalid }
            typedMobile = mobile
        }
    }
}
