import AuthDomain
import Basics
import Events
import JSON
import ServiceKit
import Storage
import WeChat

/// What a phone sends to prove its user's number.
enum PhoneProof: Sendable {
    /// `encryptedData` and `iv`.
    case sealed(SealedData)
    /// The newer single-use code.
    case code(String)
}

extension AuthService {
    /// Binds the number that WeChat vouches for to the account behind an identity.
    func bindPhone(
        of iid: ID<WeChatIdentity>,
        proof: PhoneProof
    ) async throws(Failure<DataRefusal>) -> Mobile {
        let identity = try await identity(iid)
        let mobile: Mobile
        do throws(DataRefusal) {
            mobile = try await provenMobile(proof, of: identity)
        } catch {
            throw .refused(error)
        }
        try await database.write(refusing: DataRefusal.self) { unit in
            let accounts = accounts(unit)
            guard var identity = try accounts.store.identity(iid) else {
                throw DataRefusal.identityUnknown
            }
            if try accounts.bind(mobile, to: &identity) == .boundToAnother {
                throw DataRefusal.boundToAnother
            }
        }
        return mobile
    }

    /// The number, out of the sealed data or from WeChat for its code.
    func provenMobile(
        _ proof: PhoneProof,
        of identity: KnownIdentity
    ) async throws(DataRefusal) -> Mobile {
        switch proof {
        case .sealed(let sealed): try Mobile(proven: try phone(in: sealed, of: identity))
        case .code(let code): try await mobile(behind: code, of: identity)
        }
    }

    private func phone(
        in sealed: SealedData,
        of identity: KnownIdentity
    ) throws(DataRefusal) -> PhoneNumber {
        let data = try open(sealed, of: identity)
        switch data.json["purePhoneNumber"] {
        case nil, .null, .string(""): throw .phoneMissing
        default: break
        }
        guard let number = try? data.phoneNumber() else { throw .malformed }
        return number
    }
}

extension Mobile {
    /// What WeChat vouches for.
    init(proven number: PhoneNumber) throws(DataRefusal) {
        let mobile = Mobile(countryCode: number.countryCode, number: number.pure)
        guard let mobile else { throw .malformed }
        self = mobile
    }
}

extension DataRefusal {
    /// What a failure of WeChat's means to the one who sent a code.
    init(_ failure: WeChatFailure) {
        guard case .refused(let refusal) = failure, failure.remedy != .retryLater else {
            self = .weChatAway
            return
        }
        self =
            switch refusal.kind {
            case .appUnknown, .secretWrong, .addressNotAllowed, .notAuthorised: .appUnconfigured
            case .tokenInvalid, .rateLimited: .weChatAway
            default: .codeRefused
            }
    }
}
