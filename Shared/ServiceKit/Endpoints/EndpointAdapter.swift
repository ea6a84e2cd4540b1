import Basics
import Contracts
import HTTP

/// From a request to one endpoint and back to an answer: the same way for all of them.
///
/// A class, so that what is generic in it is looked up once and not for every request.
final class EndpointAdapter<E: Endpoint>: Sendable {
    let service: E.Service
    let signsBody: Bool
    private let readsParameters = E.Input.self != NoInput.self
    private let bringsHeaders = E.Output.self is any AnswerHeaders.Type

    init(_ endpoint: E.Type, _ route: Route, by service: E.Service) {
        self.service = service
        signsBody = SignedCall.signsBody(of: Array(route.pattern.utf8)[...])
    }

    /// Waits for the endpoint, and for a body that is still to come; what lies between is done in
    /// one go.
    func respond(to call: consuming IncomingCall, at context: EndpointContext) async -> Outcome {
        let caller: Caller
        do throws(TransportFailure) {
            if signsBody { try await call.collectSigned(E.access, bodyLimit: E.bodyLimit) }
            caller = try context.authentication.caller(call, E.access, signsBody: signsBody)
        } catch {
            return Outcome(error, E.Wire.self)
        }
        let input: E.Input
        do throws(WireProblem) {
            if let known = try inputAtHand(call.request) {
                input = known
            } else {
                input = try await self.input(from: call.request)
            }
        } catch {
            return outcome(of: error, caller)
        }
        return await RequestScope.$requestID.withValue(call.requestID) {
            await answer(input, to: caller, context.log)
        }
    }

    /// Nil when its parameters have to be waited for.
    private func inputAtHand(_ request: Request) throws(WireProblem) -> E.Input? {
        guard readsParameters else { return try input(Parameters()) }
        let known: Parameters?
        do throws(ParametersFailure) {
            known = try Parameters.atHand(request, limit: E.bodyLimit)
        } catch {
            throw .transport(TransportFailure(error))
        }
        guard let known else { return nil }
        return try input(known)
    }

    private func input(from request: Request) async throws(WireProblem) -> E.Input {
        let parameters: Parameters
        do throws(ParametersFailure) {
            parameters = try await Parameters.read(
                request,
                limit: E.bodyLimit,
                spool: E.spool(of: service)
            )
        } catch {
            throw .transport(TransportFailure(error))
        }
        return try input(parameters)
    }

    private func input(_ parameters: Parameters) throws(WireProblem) -> E.Input {
        do throws(ParameterProblem) {
            return try E.Input(parameters)
        } catch {
            throw .parameter(error)
        }
    }

    private func answer(_ input: E.Input, to caller: Caller, _ log: Logger) async -> Outcome {
        let output: E.Output
        do throws(Failure<E.Refusal>) {
            output = try await E.answer(input, to: caller, by: service)
        } catch {
            return outcome(of: error, caller)
        }
        var bytes: Bytes = []
        bytes.reserveCapacity(256)
        do {
            try E.Wire.append(E.success, output, to: &bytes)
        } catch {
            log.error("an answer is no JSON", ["cause": .text("\(error)")])
            return fault(.internalFault, caller, code: E.fault)
        }
        var response = Response.json(bytes, status: E.Wire.status(for: E.success))
        if bringsHeaders, let carrier = output as? any AnswerHeaders {
            for (name, value) in carrier.answerHeaders { response.headers.set(name, value) }
        }
        return Outcome(response: response, kind: .success, identity: caller.identity)
    }

    // MARK: What else can happen

    private func outcome(of problem: WireProblem, _ caller: Caller) -> Outcome {
        switch problem {
        case .transport(.unavailable):
            fault(.unavailable, caller, code: E.fault, retryAfterSeconds: 1)
        case .transport(let failure):
            Outcome(failure, E.Wire.self, identity: caller.identity)
        case .parameter(.missing):
            refusal(E.missing, caller)
        case .parameter(.malformed):
            if let code = E.malformed {
                refusal(code, caller)
            } else {
                Outcome(.unreadable, E.Wire.self, identity: caller.identity)
            }
        }
    }

    private func outcome(of failure: Failure<E.Refusal>, _ caller: Caller) -> Outcome {
        switch failure {
        case .refused(let refusal):
            if let sign = E.failure(for: refusal) {
                fault(
                    sign,
                    caller,
                    code: E.code(for: refusal),
                    retryAfterSeconds: E.retryAfterSeconds(for: refusal)
                        ?? (sign == .unavailable ? 1 : nil)
                )
            } else {
                self.refusal(E.code(for: refusal), caller)
            }
        case .unavailable(let seconds):
            fault(.unavailable, caller, code: E.fault, retryAfterSeconds: seconds)
        case .fault:
            fault(.internalFault, caller, code: E.fault)
        }
    }

    private func refusal(_ code: Code, _ caller: Caller) -> Outcome {
        Outcome(
            response: E.Wire.response(code),
            kind: .refusal(code.number),
            identity: caller.identity
        )
    }

    /// The endpoint's own code for what went wrong, where its table has one.
    private func fault(
        _ failure: TransportFailure,
        _ caller: Caller,
        code: Code?,
        retryAfterSeconds: Int? = nil
    ) -> Outcome {
        var outcome = Outcome(
            failure,
            E.Wire.self,
            identity: caller.identity,
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

/// Why there is no input.
private enum WireProblem: Error {
    case transport(TransportFailure)
    case parameter(ParameterProblem)
}
