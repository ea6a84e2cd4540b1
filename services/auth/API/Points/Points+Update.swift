import AuthDomain
import Basics
import Contracts
import HTTP
import ServiceKit
import WeChat

extension PointsAPI {
    /// `POST /api/update/`: what the user says of themselves, plain or as WeChat encrypted it.
    enum Update: PointsEndpoint {
        static let route = PointsRoutes.update

        struct Input: EndpointInput {
            private static let openid = Field.externalID("openid", "The caller's own openid.")
            private static let sex = Field.gender("sex")
            private static let nickname = Field.profile("nickname", "How they want to be called.")
            private static let avatar = Field.avatar("avatar")
            private static let country = Field.profile("country", "Their country.")
            private static let province = Field.profile("province", "Their province.")
            private static let city = Field.profile("city", "Their city.")
            private static let language = Field.profile("language", "Such as `zh_CN`.")

            let openid: ExternalID
            let sex: GivenGender?
            let change: ProfileChange
            let sealed: SealedData?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                openid = try fields.read(Self.openid)
                let isSealed = fields.has(SealedFields.data) || fields.has(SealedFields.iv)
                sealed = isSealed ? try SealedData(fields) : nil
                sex = try fields.readIfPresent(Self.sex)
                var change = ProfileChange()
                change.nickname = try fields.readIfPresent(Self.nickname)
                change.avatar = try fields.readIfPresent(Self.avatar)
                change.country = try fields.readIfPresent(Self.country)
                change.province = try fields.readIfPresent(Self.province)
                change.city = try fields.readIfPresent(Self.city)
                change.language = try fields.readIfPresent(Self.language)
                self.change = change
                // There has to be something to update.
                if change.isEmpty, sealed == nil, sex == nil { throw .missing("nickname") }
            }
        }

        enum Refusal: Error, CaseIterable {
            case genderInvalid
            case openidWrong
            case data(DataRefusal)

            static var allCases: [Refusal] {
                [.genderInvalid, .openidWrong] + DataRefusal.allCases.map { .data($0) }
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Identity>,
            by auth: AuthService
        ) async throws(Failure<Refusal>) -> NoData {
            let identity = caller.identity
            guard input.openid == identity.openid else { throw .refused(.openidWrong) }
            var change = input.change
            do throws(Refusal) {
                change.gender = try input.sex?.known(otherwise: Refusal.genderInvalid)
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
