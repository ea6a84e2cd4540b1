import AuthCalls
import Basics
import InternalMessages
import PointsDomain
import ServiceKit

extension AuthClient {
    /// The real one, by signed calls.
    static func live(_ peer: InternalClient, log: Logger) -> AuthClient {
        let decryption = Decryption(call: AuthCall(peer, log: log))
        return AuthClient(
            bindPhone: { (id, proof) async throws(Problem) in
                try await decryption.bindPhone(id, proof)
            },
            steps: { (id, proof) async throws(Problem) in
                try await decryption.steps(id, proof)
            }
        )
    }
}

/// `POST /internal/decrypt` of auth.
struct Decryption: Sendable {
    typealias Problem = AuthClient.Problem

    /// WeChat gives 31; more than a few months would be no answer of WeChat.
    private static let mostDays = 100
    /// Nobody walks further in a day.
    private static let mostSteps: Int64 = 10_000_000

    let call: AuthCall

    func bindPhone(_ id: ID<WeChatIdentity>, _ proof: DecryptCall.Proof) async throws(Problem) {
        let answer = try await open(.phone, of: id, proof)
        guard (try? answer.decode(DecryptCall.Phone.self)) != nil else { throw call.fault(answer) }
    }

    /// The days, mapped by their timestamps.
    func steps(
        _ id: ID<WeChatIdentity>,
        _ proof: DecryptCall.Proof
    ) async throws(Problem) -> [Certification.DaySteps] {
        let answer = try await open(.werun, of: id, proof)
        guard (try? answer.json()) != nil else { throw call.fault(answer) }
        // WeChat's own data, which auth hands on as it is.
        guard let list = try? answer.decode(DecryptCall.Steps.self).steps,
            list.count <= Self.mostDays,
            list.allSatisfy({ (0...Self.mostSteps).contains($0.steps) })
        else { throw .refused(.unreadable) }
        return list.map { day in
            Certification.DaySteps(
                day: CivilZone.china.day(at: UnixTime(seconds: day.at)),
                steps: day.steps
            )
        }
    }

    private func open(
        _ kind: DecryptCall.Kind,
        of id: ID<WeChatIdentity>,
        _ proof: DecryptCall.Proof
    ) async throws(Problem) -> InternalAnswer {
        try await call.send(
            DecryptCall.self,
            DecryptCall.Request(kind, of: id, proof),
            refusal: Self.refusal
        )
    }

    private static func refusal(_ reason: DecryptCall.Refusal) -> Certification.Refusal? {
        switch reason {
        case .sessionKeyWrong: .sessionKeyWrong
        case .dataMalformed, .dataOfAnotherApp, .dataOfAnotherUser, .codeRefused: .unreadable
        case .boundToAnotherMobile: .alreadyDone
        case .phoneMissing: .phoneMissing
        case .identityUnknown: .participantUnknown
        case .appUnconfigured: .appUnconfigured
        case .weChatAway: nil
        }
    }
}
