import Basics
import Contracts
import HTTP
import Media
import ServiceKit

/// `GET /media/points/{file}?reader=…&expires=…&signature=…`: a private picture, for whoever was
/// given the link. All pictures here are private.
enum MediaRoute {
    static let route = Route.get("/media/points/{file}")

    static func answer(_ call: RawCall, by points: PointsService) async -> Response {
        guard let parameters = try? Parameters.query(of: call.request.target) else {
            return PointsContract.response(.forbidden)
        }
        do throws(Failure<MediaLibrary.LookRefusal>) {
            return try await points.uploads.file(
                call.caller.capture("file"),
                MediaLinks.Claim(parameters),
                isShown: call.request.method != .head
            ).response
        } catch {
            switch error {
            case .refused(.forbidden): return PointsContract.response(.forbidden)
            case .refused(.unknown): return PointsContract.response(.routeUnknown)
            case .unavailable(let seconds):
                return PointsContract.response(.unavailable, retryAfterSeconds: seconds)
            case .fault: return PointsContract.response(.internalFault)
            }
        }
    }
}
