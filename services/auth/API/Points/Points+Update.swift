import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension PointsAPI {
    /// `POST /api/update/`: what the user says of themselves, plain or as WeChat encrypted it.
    enum Update: PointsEndpoint {
        static let route = Route.post("/api/update/")

        struct Input: WireInput {
            let openid: String
            let sex: GivenGender
            let change: ProfileChange
            let sealed: SealedData?

            init(_ wire: Parameters) throws(ParameterProblem) {
                openid = try wire.text("openid")
                let isSealed = wire.has("encryptedData") || wire.has("iv")
                sealed = isSealed ? try SealedData(wire) : nil
                sex = GivenGender("sex", in: wire)
                change = try ProfileChange(pointsWire: wire)
                let isEmpty = change.isEmpty && sealed == nil && !wire.has("sex")
                // There has to be something to update.
                if isEmpty { throw .missing("nickname") }
            }
        }

        enum Refusal: Error {
            case genderInvalid
            case openidWrong
            case data(DataRefusal)
        }

        static func answer(
            _ input: Input,
            to caller: Caller,
            by auth: AuthService
        ) async throws(Failure<Refusal>) -> NoData {
            guard let identity = caller.identity else { throw .fault }
            guard ExternalID(input.openid) == identity.openid else { throw .refused(.openidWrong) }
            var change = input.change
            do throws(Refusal) {
                change.gender = try input.sex.known(otherwise: Refusal.genderInvalid)
            } catch {
                throw .refused(error)
            }
            do throws(Failure<DataRefusal>) {
                try await auth.updateProfile(of: identity.iid, by: change, sealed: input.sealed)
            } catch {
                throw error.map { .data($0) }
            }
            return NoData()
        }

        static let missing = Code(-1, "参数字段不能为空")
        static let fault: Code? = updateFailed
        private static let updateFailed = Code(-4, "更新失败")

        static func code(for refusal: Refusal) -> Code {
            switch refusal {
            case .genderInvalid: Code(-2, "错误的性别")
            case .openidWrong, .data(.identityUnknown): Code(-3, "错误的openID")
            case .data: updateFailed
            }
        }
    }
}

extension ProfileChange {
    fileprivate init(pointsWire wire: Parameters) throws(ParameterProblem) {
        self.init()
        nickname = try wire.optionalText("nickname")
        avatar = try wire.optionalText("avatar")
        country = try wire.optionalText("country")
        province = try wire.optionalText("province")
        city = try wire.optionalText("city")
        language = try wire.optionalText("language")
    }
}
