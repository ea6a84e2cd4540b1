import Basics
import Contracts
import HTTP
import PointsDomain
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
        static let mediaTypes = ["image/jpeg", "image/png"]

        struct Input: EndpointInput {
            private static let file = Field.text("file", "The file's name.").inPath

            let file: String
            let ticket: MediaLinks.Ticket?

            init(_ fields: FieldReader) throws(ParameterProblem) {
                file = try fields.read(Self.file)
                ticket = try MediaLinks.Ticket(fields)
            }
        }

        enum Refusal: Error, CaseIterable {
            /// No link of ours, or one for another file, or one that is over.
            case linkInvalid
            case unknown
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by points: PointsService
        ) async throws(Failure<Refusal>) -> Download {
            guard let ticket = input.ticket,
                let reader = points.uploads.links.reader(of: input.file, ticket)
            else { throw .refused(.linkInvalid) }
            do throws(Failure<Upload.LookRefusal>) {
                let (kind, body) = try await points.look(
                    at: input.file,
                    by: reader,
                    isShown: !caller.wantsHeadOnly
                )
                return Download(kind == .png ? "image/png" : "image/jpeg", body, headers: headers)
            } catch {
                throw error.map { _ in .unknown }
            }
        }

        /// Never kept by anybody on the way, and nothing but a picture whatever is in it.
        private static let headers = [
            (name: "Cache-Control", value: "private, no-store"),
            (name: "X-Content-Type-Options", value: "nosniff"),
            (name: "Content-Security-Policy", value: "default-src 'none'; sandbox"),
            (name: "Referrer-Policy", value: "no-referrer"),
        ]

        static func code(for refusal: Refusal) -> Code {
            switch refusal {
            case .linkInvalid: PointsContract.code(for: .forbidden)
            case .unknown: PointsContract.code(for: .routeUnknown)
            }
        }

        static func failure(for refusal: Refusal) -> TransportFailure? {
            switch refusal {
            case .linkInvalid: .forbidden
            case .unknown: .routeUnknown
            }
        }
    }
}
