import Basics
import CommerceDomain
import Contracts
import HTTP
import Media
import ServiceKit

extension CatalogueAPI {
    /// `POST /admin/commerce/pictures` with the file `image` in a form: keeps a picture for everybody
    /// to see. The same file again is the same picture.
    enum AddPicture: CatalogueEndpoint {
        static let route = CommerceAdminRoutes.addPicture
        static var malformed: Code? { Code(422, "That is no picture.", name: "picture_unreadable") }

        static func spool(of commerce: CommerceService) -> (any FileSpool)? {
            commerce.uploads.folder
        }

        struct Input: EndpointInput {
            private static let image = Field.file("image", "JPEG, PNG, GIF or WebP.")

            let image: UploadedFile

            init(_ fields: FieldReader) throws(ParameterProblem) {
                image = try fields.read(Self.image)
                guard image.count > 0 else { throw .missing("image") }
            }
        }

        struct Output: Payload {
            /// What rows and imports name it by.
            let file: String
            let url: String
            let thumb_url: String
            let width: Int
            let height: Int
        }

        static func answer(
            _ input: Input,
            to caller: Caller<Operator>,
            by commerce: CommerceService
        ) async throws(Failure<Upload.Refusal>) -> Output {
            let upload = try await commerce.uploads.keep(input.image, under: .public())
            let links = commerce.uploads.links
            return Output(
                file: upload.file,
                url: links.picture(upload.file),
                thumb_url: links.picture(upload.thumbnail),
                width: upload.width,
                height: upload.height
            )
        }

        // The house's own pictures have no owner who could be gone, and no limits of a day.
        static let refusals: [Upload.Refusal] = [
            .kindUnknown, .tooManyBytes, .tooManyPixels, .damaged,
        ]

        static func code(for refusal: Upload.Refusal) -> Code {
            switch refusal {
            case .tooManyBytes, .tooManyPixels:
                Code(422, "It is too large.", name: "picture_too_large")
            case .kindUnknown, .damaged, .ownerUnknown, .tooManyToday, .tooMuch:
                Code(422, "That is no picture.", name: "picture_unreadable")
            }
        }
    }
}
