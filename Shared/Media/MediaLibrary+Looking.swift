public import Basics
import HTTP
public import ServiceKit
import Storage

extension MediaLibrary {
    /// Why a file is not given away.
    public enum LookRefusal: Error, Sendable, Equatable, CaseIterable {
        /// There is no link, or not a good one; whether there is such a file is not said.
        case forbidden
        /// None, or not for everybody now.
        case unknown
    }

    /// A file for whoever asks for its address: what `GET` and `HEAD /media/<service>/{file}`
    /// answer.
    ///
    /// Without a link only what everybody may see is given away. With one the look stands in the
    /// log, on disk, before the first octet goes out; whoever is not shown it (`HEAD`) has not
    /// looked.
    public func file(
        _ file: String,
        _ ticket: MediaLinks.Ticket?,
        isShown: Bool
    ) async throws(Failure<LookRefusal>) -> Download {
        guard let ticket else {
            guard publishes else { throw .refused(.forbidden) }
            let upload = try await found(file)
            guard upload.isShown else { throw .refused(.unknown) }
            return try await opened(file, of: upload, .forEverybody)
        }
        guard let reader = links.reader(of: file, ticket) else { throw .refused(.forbidden) }
        let upload = isShown ? try await noteLook(at: file, by: reader) : try await found(file)
        let opened = try await opened(file, of: upload, .forOneReader)
        if isShown { metrics.looks.add() }
        return opened
    }

    private func opened(
        _ file: String,
        of upload: Upload,
        _ caching: PictureCaching
    ) async throws(Failure<LookRefusal>) -> Download {
        let body: Body?
        do {
            body = try await folder.body(file)
        } catch {
            log.error("a picture cannot be opened", ["cause": .text("\(error)")])
            throw .fault
        }
        guard let body else {
            log.error("a picture is missing on disk", ["upload": .integer(upload.id.rawValue)])
            throw .fault
        }
        return Download(upload.kind, body, caching)
    }

    private func noteLook(
        at file: String,
        by reader: MediaLinks.Reader
    ) async throws(Failure<LookRefusal>) -> Upload {
        try await database.write(refusing: LookRefusal.self) { unit in
            let store = UploadStore(unit.connection)
            guard let upload = try store.upload(withFile: file) else { throw LookRefusal.unknown }
            try store.look(at: file, of: upload.id, by: reader.description, at: unit.now)
            return upload
        }
    }

    private func found(_ file: String) async throws(Failure<LookRefusal>) -> Upload {
        try await database.read(refusing: LookRefusal.self) { connection in
            guard let upload = try UploadStore(connection).upload(withFile: file) else {
                throw LookRefusal.unknown
            }
            return upload
        }
    }
}
