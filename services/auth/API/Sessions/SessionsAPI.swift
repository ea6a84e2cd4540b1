import Contracts
import ServiceKit

/// What somebody who is logged in can do about their log-ins, whichever contract they logged in by.
enum SessionsAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [
        List.self, Renew.self, LogOut.self, LogOutAll.self,
    ]
}

protocol SessionsEndpoint: Endpoint
where Service == AuthService, Wire == PointsContract, Principal == Identity {}

extension SessionsEndpoint where Refusal == SessionRefusal {
    static func code(for refusal: SessionRefusal) -> Code {
        switch refusal {
        // Or it is somebody else's.
        case .unknown: Code(-2, "会话不存在")
        }
    }
}
