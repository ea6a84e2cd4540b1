import Admin
import Basics
import Contracts
import HTTP
import ServiceKit

/// What the back office does here.
enum AdminAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] =
        [
            ListApps.self, AddApp.self, PatchApp.self, RotateSecret.self, SetPush.self,
            FindUsers.self, ReadUser.self, PatchUser.self, BanUser.self, UnbanUser.self,
            MergeUsers.self, DeleteUser.self, ListSessions.self, EndSessions.self,
            RevokeSession.self, RotateKeys.self, ListTrail.self,
        ] + AuthService.jobEndpoints

    /// The user in the path, and nothing else.
    struct UserInput: EndpointInput {
        let uid: ID<User>

        init(_ fields: FieldReader) throws(ParameterProblem) {
            uid = try fields.read(PathFields.uid)
        }
    }

    /// Which mini-program it was about.
    struct AppOutput: Payload {
        let app_id: Int64

        init(_ app: ID<App>) {
            app_id = app.rawValue
        }
    }
}

protocol AdminEndpoint: Endpoint
where Service == AuthService, Wire == InternalContract, Principal == Operator {}

extension AdminEndpoint where Refusal == UserRefusal {
    /// Only a merge meets the others.
    static var refusals: [UserRefusal] { [.unknown] }

    static func code(for refusal: UserRefusal) -> Code {
        switch refusal {
        case .unknown: AdminLines.userUnknown
        case .boundApart:
            Code(409, "Each of them is bound to a mobile.", name: "users_bound_apart")
        case .same: Code(400, "That is one user.", name: "users_are_one")
        }
    }
}

extension AdminEndpoint where Refusal == AppRefusal {
    static func code(for refusal: AppRefusal) -> Code {
        switch refusal {
        case .unknown: AdminLines.appUnknown
        case .taken(let name):
            Code(409, "Another mini-program has this \(name.rawValue).", name: "app_taken")
        case .malformed: Code(400, "A value is none.", name: "app_malformed")
        case .inUse: Code(409, "People have logged in through it.", name: "app_in_use")
        }
    }
}
