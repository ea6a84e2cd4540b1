import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension WxAuthAPI {
    /// `POST /miniprog/wx_auth/login`: with a token alone, or with an openid and the token or
    /// handle that proves it. Both answer a fresh token.
    enum Login: MemberEndpoint {
        static let route = WxAuthRoutes.login
        static let keepsAnswers = false

        struct Input: EndpointInput {
            private static let nickname = Field.profile(
                "wx_nickname",
                "How they want to be called."
            )
            private static let avatar = Field.avatar("wx_avatar")
            private static let gender = Field.gender("wx_gender")
            private static let country = Field.profile("wx_country", "Their country.")
            private static let province = Field.profile("wx_province", "Their province.")
            private static let city = Field.profile("wx_city", "Their city.")

            let openid: String?
            let handle: String?
            let typedPhone: String?
            let gender: GivenGender?
            let change: ProfileChange

            init(_ fields: FieldReader) throws(ParameterProblem) {
                openid = try fields.readIfPresent(MemberFields.openid)
                handle = try fields.readIfPresent(MemberFields.handle)
                typedPhone = try fields.readIfPresent(MemberFields.phone)
                gender = try fields.readIfPresent(Self.gender)
                var change = ProfileChange()
                change.nickname = try fields.readIfPresent(Self.nickname)
                change.avatar = try fields.readIfPresent(Self.avatar)
                change.country = try fields.readIfPresent(Self.country)
                change.province = try fields.readIfPresent(Self.province)
                change.city = try fields.readIfPresent(Self.city)
                self.change = change
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity?>,
            by auth: AuthService
        ) async throws(Failure<MemberRefusal>) -> MemberOutput {
            let application: Application
            do throws(MemberRefusal) {
                application = try Application(input)
            } catch {
                throw .refused(error)
            }
            let claim = MemberClaim(
                caller: caller.identity,
                handle: input.handle,
                openid: input.openid
            )
            return MemberOutput(try await auth.admitMember(claim, application))
        }

        static let refusals: [MemberRefusal] = [
            .unproven, .handleInvalid, .openidWrong, .notRegistered, .phoneInvalid, .genderInvalid,
            .textTooLong,
        ]
    }
}

extension Application {
    fileprivate init(_ input: WxAuthAPI.Login.Input) throws(MemberRefusal) {
        self.init()
        change = input.change
        change.gender = try input.gender?.known(otherwise: MemberRefusal.genderInvalid)
        if let text = input.typedPhone {
            guard let mobile = Mobile(text) else { throw .phoneInvalid }
            typedMobile = mobile
        }
    }
}
