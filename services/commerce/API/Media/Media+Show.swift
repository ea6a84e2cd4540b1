import Basics
import Contracts
import HTTP
import Media
import ServiceKit

/// The pictures of this process: of categories, merchants and goods, for everybody.
enum MediaAPI {
    static let endpoints: [any Endpoint<CommerceService>.Type] = [Show.self]

    /// `GET /media/commerce/{file}`: a picture, or its thumbnail.
    enum Show: Endpoint {
        typealias Service = CommerceService
        typealias Wire = MerchantsContract

        static let route = MerchantsRoutes.media
        static let mediaTypes = MediaLibrary.mediaTypes

        struct Input: EndpointInput {
            private static let file = Field.text("file", "The file's name.").inPath

            let file: String

            init(_ fields: FieldReader) throws(ParameterProblem) {
                file = try fields.read(Self.file)
            }
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Anybody>,
            by commerce: CommerceService
        ) async throws(Failure<MediaLibrary.LookRefusal>) -> Download {
            try await commerce.uploads.file(input.file, nil, isShown: !caller.wantsHeadOnly)
        }

        /// All of them are for everybody: nobody needs a link.
        static let refusals: [MediaLibrary.LookRefusal] = [.unknown]

        static func code(for refusal: MediaLibrary.LookRefusal) -> Code {
            switch refusal {
            case .forbidden: MerchantsContract.code(for: .forbidden)
            case .unknown: MerchantsContract.code(for: .routeUnknown)
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
