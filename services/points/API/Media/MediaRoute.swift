import Basics
import Contracts
import HTTP
import PointsDomain
import ServiceKit

/// `GET /media/points/{file}?reader=…&expires=…&signature=…`: a private picture, for whoever was
/// given the link. All pictures here are private.
enum MediaRoute {
    static let route = Route.get("/media/points/{file}")

    static func answer(_ call: RawCall, by points: PointsService) async -> Response {
        let file = call.caller.capture("file")
        guard let parameters = try? Parameters.query(of: call.request.target),
            let reader = points.uploads.links.reader(of: file, parameters)
        else { return PointsContract.response(.forbidden) }
        do throws(Failure<Upload.LookRefusal>) {
            let isShown = call.request.method != .head
            let (kind, body) = try await points.look(at: file, by: reader, isShown: isShown)
            return Response(.ok, headers: headers(kind), body: body)
        } catch {
            switch error {
            case .refused: return PointsContract.response(.routeUnknown)
            case .unavailable(let seconds):
                return PointsContract.response(.unavailable, retryAfterSeconds: seconds)
            case .fault: return PointsContract.response(.internalFault)
            }
        }
    }

    /// Never kept by anybody on the way, and nothing but a picture whatever is in it.
    private static func headers(_ kind: Upload.Kind) -> HeaderFields {
        HeaderFields([
            ("Content-Type", kind == .png ? "image/png" : "image/jpeg"),
            ("Cache-Control", "private, no-store"),
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", "default-src 'none'; sandbox"),
            ("Referrer-Policy", "no-referrer"),
        ])
    }
}
