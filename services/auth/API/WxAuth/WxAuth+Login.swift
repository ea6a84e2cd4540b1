import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit

extension WxAuthAPI {
    /// `POST /miniprog/wx_auth/login`: with a token alone, or with an openid and the token or
    /// handle that proves it. Both answer a fresh token.
    enum Login: WxAuthEndpoint {
        static let route = Route.post("/miniprog/wx_auth/login")
        static let access = Access.open

        struct Input: WireInput {
            let openid: String?
            let handle: String?
            let typedPhone: String?
            let gender: GivenGender
            let change: ProfileChange

            init(_ wire: Parameters) throws(ParameterProblem) {
                openid = try wire.optionalText("openid")
                handle = try wire.optionalText("session_key")
                typedPhone = try wire.optionalText("phone")
                gender = GivenGender("wx_gender", in: wire)
                var change = ProfileChange()
                change.nickname = try wire.optionalText("wx_nickname")
                change.avatar = try wire.optionalText("wx_avatar")
                change.country = try wire.optionalText("wx_country")
                change.province = try wire.optionalText("wx_province")
                change.city = try wire.optionalText("wx_city")
                self.change = change
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
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

        static func failure(for refusal: MemberRefusal) -> TransportFailure? {
            WxAuthAPI.failure(for: refusal)
        }

        static func code(for refusal: MemberRefusal) -> Code { WxAuthAPI.code(for: refusal) }
    }
}

extension Application {
    fileprivate init(_ input: WxAuthAPI.Login.Input) throws(MemberRefusal) {
        self.init()
        change = input.change
        change.gender = try input.gender.known(otherwise: MemberRefusal.genderInvalid)
        if let text = input.typedPhone {
            guard let mobile = Mobile(text) else { throw .phoneInvalid }
            typedMobile = mobile
        }
    }
}
