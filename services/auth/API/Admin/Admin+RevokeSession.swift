import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

extension AdminAPI {
    /// `POST /admin/auth/sessions/{sid}/revoke`: its tokens are refused from now on.
    enum RevokeSession: AdminEndpoint {
        static let route = AuthAdminRoutes.revokeSession

        struct Input: EndpointInput {
            let sid: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                sid = try fields.read(PathFields.sid)
            }
        }

        struct Revoked: Payload {
            let sid: String
            let revoked: Bool
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by auth: AuthService
        ) async throws(Failure<SessionRefusal>) -> SessionsChanged<Revoked> {
            try await auth.revoke(input.sid, by: AdminAction(caller))
            return SessionsChanged([input.sid], Revoked(sid: input.sid, revoked: true))
        }

        static func code(for refusal: SessionRefusal) -> Code {
            switch refusal {
            case .unknown: AdminLines.sessionUnknown
            }
        }
    }
}
