import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension WxAuthAPI {
    /// `POST /miniprog/wx_auth/register`: with a phone number that was typed in, or with the one
    /// that WeChat vouches for ("one click").
    enum Register: MemberEndpoint {
        static let route = WxAuthRoutes.register
        static let keepsAnswers = false

        struct Input: EndpointInput {
            fileprivate static let encryptedPhone = Field.text(
                "encrypted_phone",
                "What getPhoneNumber gave as encryptedData, in Base64."
            )
            private static let nickname = Field.profile("nickname", "How they want to be called.")
            private static let birthday = Field.text(
                "birthday",
                "`yyyy-mm-dd`, from 1900 until today.",
                example: "1990-02-28"
            )
            private static let gender = Field.gender("gender")

            let openid: String
            let handle: String?
            let phone: PhoneProof?
            let typedPhone: String?
            let nickname: String?
            let birthday: String?
            let gender: GivenGender?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                openid = try fields.read(MemberFields.openid)
                handle = try fields.readIfPresent(MemberFields.handle)
                phone = try PhoneProof(ofMember: fields)
                typedPhone = try fields.readIfPresent(MemberFields.phone)
                nickname = try fields.readIfPresent(Self.nickname)
                birthday = try fields.readIfPresent(Self.birthday)
                gender = try fields.readIfPresent(Self.gender)
                if phone == nil, typedPhone == nil { throw .missing("phone") }
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity?>,
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

        static let refusals =
            [
                .unproven, .handleInvalid, .openidWrong, .alreadyRegistered, .phoneInvalid,
                .birthdayInvalid, .genderInvalid, .textTooLong,
            ] + DataRefusal.allCases.map { MemberRefusal.phone($0) }
    }
}

extension PhoneProof {
    /// `encrypted_phone` and `iv`, or else the newer `code`; nil without either.
    fileprivate init?(ofMember fields: FieldReader) throws(ParameterProblem) {
        if let data = try fields.readIfPresent(WxAuthAPI.Register.Input.encryptedPhone) {
            self = .sealed(
                SealedData(encryptedData: data, iv: try fields.read(SealedFields.iv))
            )
        } else if let code = try fields.readIfPresent(SealedFields.phoneCode) {
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
        change.gender = try input.gender?.known(otherwise: MemberRefusal.genderInvalid)
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
