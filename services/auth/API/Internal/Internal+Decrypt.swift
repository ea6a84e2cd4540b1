import AuthDomain
import Basics
import InternalMessages
import ServiceKit
import WeChat

extension InternalAPI {
    /// `POST /internal/decrypt`: opens what a phone sends of its user. A phone number is bound to
    /// the user's account and never leaves this process whole.
    enum Decrypt: InternalEndpoint {
        typealias Call = DecryptCall

        static func answer(
            _ input: Call.Request,
            to caller: Caller<OwnProcessCaller>,
            by auth: AuthService
        ) async throws(Failure<DataRefusal>) -> Call.Answer {
            switch (input.kind, input.proof) {
            case (.phone, let proof):
                let mobile = try await auth.bindPhone(of: input.iid, proof: PhoneProof(proof))
                return .phone(Call.Phone(masked: mobile.masked))
            case (.profile, .sealed(let data, let iv)):
                let sealed = SealedData(encryptedData: data, iv: iv)
                return .profile(
                    Call.Profile(try await auth.openProfile(sealed, ofIdentity: input.iid))
                )
            case (.werun, .sealed(let data, let iv)):
                let sealed = SealedData(encryptedData: data, iv: iv)
                let steps = try await auth.openSteps(sealed, ofIdentity: input.iid)
                return .steps(
                    Call.Steps(steps.map { Call.DayOfSteps(at: $0.at, steps: $0.steps) })
                )
            case (.profile, .code), (.werun, .code):
                // There are codes for phone numbers alone.
                throw .refused(.malformed)
            }
        }

        static func reason(for refusal: DataRefusal) -> Call.Refusal {
            switch refusal {
            case .identityUnknown: .identityUnknown
            case .sessionKeyWrong: .sessionKeyWrong
            case .malformed: .dataMalformed
            case .ofAnotherApp: .dataOfAnotherApp
            case .ofAnotherUser: .dataOfAnotherUser
            case .phoneMissing: .phoneMissing
            case .codeRefused: .codeRefused
            case .boundToAnother: .boundToAnotherMobile
            case .appUnconfigured: .appUnconfigured
            case .weChatAway: .weChatAway
            }
        }
    }
}

extension PhoneProof {
    fileprivate init(_ proof: DecryptCall.Proof) {
        switch proof {
        case .sealed(let data, let iv): self = .sealed(SealedData(encryptedData: data, iv: iv))
        case .code(let code): self = .code(code)
        }
    }
}

extension DecryptCall.Profile {
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
