import Basics
import Contracts
import HTTP

/// From a request to one endpoint and back to an answer: the same way for all of them.
///
/// A class, so that what is generic in it is looked up once and not for every request.
final class EndpointAdapter<E: Endpoint>: Sendable {
    let service: E.Service
    private let access: Access
    let bodyLimit: Int
    private let isForEverybody: Bool
    private let signsBody: Bool
    let readsParameters: Bool
    let readsRawBody: Bool
    /// Reads what came as JSON; nil where the body is something else.
    let strict: StrictInput<E.Input>?
    /// Whether the body is read to its end before anything else.
    private let readsWholeBody: Bool
    private let isLogin: Bool
    private let bringsHeaders = E.Output.self is any AnswerHeaders.Type
    /// Only what a POST does can be done twice.
    private let keepsAnswers: Bool

    /// - Throws: `CompositionError` for an input that does not take its own examples.
    init(_ endpoint: E.Type, by service: E.Service) throws(CompositionError) {
        self.service = service
        access = E.route.access
        bodyLimit = E.route.bodyLimit
        isForEverybody = access == .everybody
        signsBody = access == .service
        isLogin = E.route.rate == .logins
        keepsAnswers = E.keepsAnswers && !signsBody && E.route.methods.contains(.post)
        if case .raw = E.body { readsRawBody = true } else { readsRawBody = false }
        if case .json = E.body { strict = try StrictInput() } else { strict = nil }
        // Names that nobody declares are refused where nothing is declared, too.
        readsParameters = E.Input.self != NoInput.self || strict != nil
        readsWholeBody = signsBody || readsRawBody || strict != nil
    }

    /// Waits for the endpoint, and for a body that is still to come; what lies between is done in
    /// one go.
    func respond(to call: consuming IncomingCall, in context: EndpointContext) async -> Outcome {
        if isForEverybody, let refusal = E.refusal(of: call.request, by: service) {
            return outcome(of: .refused(refusal), .nobody)
        }
        do throws(TransportFailure) {
            if readsWholeBody { try await call.request.collectBody(upTo: bodyLimit) }
        } catch {
            return Outcome(error, E.Wire.self)
        }
        let proof: RequestProof
        do throws(ProofProblem) {
            proof = try context.authentication.proof(
                of: call.request,
                access,
                signsBody: signsBody
            )
        } catch {
            return Outcome(error, E.Wire.self)
        }
        let parameters: Parameters
        let input: E.Input
        do throws(InputProblem) {
            if let known = try parametersAtHand(call) {
                parameters = known
            } else {
                parameters = try await self.parameters(of: call)
            }
            input = try self.input(parameters, call)
        } catch {
            return outcome(of: error, proof)
        }
        let caller = Caller<E.Principal>(
            proof,
            requestID: call.requestID,
            remote: call.request.remote,
            headers: call.request.headers,
            wantsHeadOnly: call.request.method == .head
        )
        return await RequestScope.$requestID.withValue(call.requestID) {
            if keepsAnswers, let idempotency = context.idempotency,
                call.request.headers.contains(IdempotencyKey.header)
            {
                return await once(call.request, parameters, caller, idempotency) {
                    await answer(input, to: caller, context.log)
                }
            }
            return await answer(input, to: caller, context.log)
        }
    }

    /// Has a request under an `Idempotency-Key` answered once.
    private func once(
        _ request: Request,
        _ parameters: Parameters,
        _ caller: Caller<E.Principal>,
        _ idempotency: Idempotency,
        _ work: () async -> Outcome
    ) async -> Outcome {
        let proof = caller.proof
        do throws(IdempotencyKey.Problem) {
            let place = E.route.description
            guard
                let key = try IdempotencyKey(request, parameters, of: proof.name, at: place)
            else { return await work() }
            return switch try? await idempotency.answer(key, work) {
            case .outcome(let outcome)?: outcome
            case .otherRequest?: Outcome(.keyReused, E.Wire.self, identity: proof.identity)
            case .busy?, nil: fault(.unavailable, proof, code: E.fault, retryAfterSeconds: 1)
            }
        } catch {
            return Outcome(.unreadable, E.Wire.self, identity: proof.identity)
        }
    }

    private func answer(
        _ input: E.Input,
        to caller: Caller<E.Principal>,
        _ log: Logger
    ) async -> Outcome {
        let output: E.Output
        do throws(Failure<E.Refusal>) {
            output = try await E.answer(input, to: caller, by: service)
        } catch {
            return outcome(of: error, caller.proof)
        }
        var response: Response
        do {
            response = try output.response(E.success, in: E.Wire.self)
        } catch {
            log.error("an answer is no JSON", ["cause": .text("\(error)")])
            return fault(.internalFault, caller.proof, code: E.fault)
        }
        if bringsHeaders, let carrier = output as? any AnswerHeaders {
            for (name, value) in carrier.answerHeaders { response.headers.set(name, value) }
        }
        return Outcome(response: response, kind: .success, identity: caller.proof.identity)
    }

    // MARK: What else can happen

    private func outcome(of problem: InputProblem, _ proof: RequestProof) -> Outcome {
        switch problem {
        case .transport(.unavailable):
            fault(.unavailable, proof, code: E.fault, retryAfterSeconds: 1)
        case .transport(let failure):
            Outcome(failure, E.Wire.self, identity: proof.identity)
        case .parameter(.missing):
            refusal(E.missing, proof)
        case .parameter(.malformed):
            refusal(ofMalformed: E.malformed, proof)
        case .parameter(.explained(let words)):
            refusal(ofMalformed: E.code(explaining: words) ?? E.malformed, proof)
        }
    }

    private func refusal(ofMalformed code: Code?, _ proof: RequestProof) -> Outcome {
        guard let code else { return Outcome(.unreadable, E.Wire.self, identity: proof.identity) }
        return refusal(code, proof)
    }

    private func outcome(of failure: Failure<E.Refusal>, _ proof: RequestProof) -> Outcome {
        switch failure {
        case .refused(let refusal):
            if let sign = E.failure(for: refusal) {
                fault(
                    sign,
                    proof,
                    code: E.code(for: refusal),
                    retryAfterSeconds: E.retryAfterSeconds(for: refusal)
                        ?? (sign == .unavailable ? 1 : nil)
                )
            } else {
                self.refusal(E.code(for: refusal), proof)
            }
        case .unavailable(let seconds):
            fault(.unavailable, proof, code: E.fault, retryAfterSeconds: seconds)
        case .fault:
            fault(.internalFault, proof, code: E.fault)
        }
    }

    private func refusal(_ code: Code, _ proof: RequestProof) -> Outcome {
        var response = E.Wire.response(code)
        if isLogin { response.headers.set(InternalHeader.loginRefused, "1") }
        return Outcome(
            response: response,
            kind: .refusal(code.number),
            identity: proof.identity
        )
    }

    /// The endpoint's own code for what went wrong, where its table has one.
    private func fault(
        _ failure: TransportFailure,
        _ proof: RequestProof,
        code: Code?,
        retryAfterSeconds: Int? = nil
    ) -> Outcome {
        var outcome = Outcome(
            failure,
            E.Wire.self,
            identity: proof.identity,
            retryAfterSeconds: retryAfterSeconds
        )
        if let code {
            let headers = outcome.response.headers
            outcome.response = E.Wire.response(code, status: failure.status)
            outcome.response.headers = headers
        }
        return outcome
    }
}
