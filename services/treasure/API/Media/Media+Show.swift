import Basics
import Contracts
import HTTP
import Media
import ServiceKit

/// The pictures of this process: those of tasks are for everybody once WeChat has passed them.
enum MediaAPI {
    static let endpoints: [any Endpoint<TreasureService>.Type] = [Show.self]

    /// `GET /media/treasure/{file}`, and with `?reader=…&expires=…&signature=…` for whoever was
    /// given the link.
    enum Show: Endpoint {
        typealias Service = TreasureService
        typealias Wire = TreasureContract

        static let route = PublicRoutes.treasurePicture
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
            by service: TreasureService
        ) async throws(Failure<MediaLibrary.LookRefusal>) -> Download {
            let isShown = !caller.wantsHeadOnly
            return try await service.uploads.file(input.file, input.ticket, isShown: isShown)
        }

        static func code(for refusal: MediaLibrary.LookRefusal) -> Code {
            switch refusal {
            case .forbidden: TreasureContract.code(for: .forbidden)
            case .unknown: TreasureContract.code(for: .routeUnknown)
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
