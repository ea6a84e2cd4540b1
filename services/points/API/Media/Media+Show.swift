import Basics
import Contracts
import HTTP
import Media
import ServiceKit

/// The pictures of this process. All of them are private.
enum MediaAPI {
    static let endpoints: [any Endpoint<PointsService>.Type] = [Show.self]

    /// `GET /media/points/{file}?reader=…&expires=…&signature=…`: a private picture, for whoever was
    /// given the link.
    enum Show: Endpoint {
        typealias Service = PointsService
        typealias Wire = PointsContract

        static let route = PublicRoutes.pointsMedia
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
            by points: PointsService
        ) async throws(Failure<MediaLibrary.LookRefusal>) -> Download {
            let isShown = !caller.wantsHeadOnly
            return try await points.uploads.file(input.file, input.ticket, isShown: isShown)
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
