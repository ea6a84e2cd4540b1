import Contracts
import HTTP

/// Why there is no input.
enum InputProblem: Error {
    case transport(TransportFailure)
    case parameter(ParameterProblem)
}

extension EndpointAdapter {
    /// Nil when they have to be waited for.
    func parametersAtHand(_ call: IncomingCall) throws(InputProblem) -> Parameters? {
        guard readsParameters else { return Parameters() }
        if strict != nil { return try exactParameters(call) }
        do throws(ParametersFailure) {
            return readsRawBody
                ? try Parameters.query(of: call.request.target)
                : try Parameters.atHand(call.request, limit: bodyLimit)
        } catch {
            throw .transport(TransportFailure(error))
        }
    }

    /// Those of a JSON body, which is at hand.
    private func exactParameters(_ call: IncomingCall) throws(InputProblem) -> Parameters {
        guard case .json(let list) = E.body else { return Parameters() }
        do throws(ParameterProblem) {
            return try Parameters.exact(
                call.request.body.atHand ?? [],
                list: list,
                beside: call.request.target
            )
        } catch {
            throw .parameter(error)
        }
    }

    func parameters(of call: IncomingCall) async throws(InputProblem) -> Parameters {
        do throws(ParametersFailure) {
            return try await Parameters.read(
                call.request,
                limit: bodyLimit,
                spool: E.spool(of: service)
            )
        } catch {
            throw .transport(TransportFailure(error))
        }
    }

    func input(
        _ parameters: Parameters,
        _ call: IncomingCall
    ) throws(InputProblem) -> E.Input {
        let fields = FieldReader(
            parameters,
            captures: call.captures,
            rawBody: readsRawBody ? call.request.body.atHand ?? [] : []
        )
        do throws(ParameterProblem) {
            return if let strict { try strict.read(fields) } else { try E.Input(fields) }
        } catch {
            throw .parameter(error)
        }
    }
}
