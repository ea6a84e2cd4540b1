import Basics
import Contracts
import HTTP
import Media
import ServiceKit

/// The pictures of this process: all of them are for everybody, once they were looked at.
enum MediaAPI {
    static let endpoints: [any Endpoint<AuthService>.Type] = [Show.self]

    /// `GET /media/auth/{file}`: a picture that somebody has chosen for themselves; with a link, for
    /// WeChat, which has to look at it first.
    enum Show: Endpoint {
        typealias Service = AuthService
        typealias Wire = PointsContract

        static let route = PublicRoutes.authMedia
        static let mediaTypes = MediaLibrary.mediaTypes

        struct Input: EndpointInput {
            private static let file = Field.text("file", "The file's name.").inPath

            let file: String
            let ticket: MediaLinks.Ticket?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                file = try fields.read(Self.file)
                ticket = MediaLinks.Ticket(fields)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by auth: AuthService
        ) async throws(Failure<MediaLibrary.LookRefusal>) -> Download {
            let isShown = !caller.wantsHeadOnly
            return try await auth.avatars.file(input.file, input.ticket, isShown: isShown)
        }

        static func code(for refusal: MediaLibrary.LookRefusal) -> Code {
            switch refusal {
            case .forbidden: PointsContract.code(for: .forbidden)
            case .unknown: PointsContract.code(for: .routeUnknown)
            }
        }

        static func failure(for refusal: MediaLibrary.LookRefusal) -> TransportFailure? {
            switch refusal {
            case .forbidden: .forbidden
            case .unknown: .routeUnknown
            }
        }
    }
}
