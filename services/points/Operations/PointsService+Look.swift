import Basics
import HTTP
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// An upload of this participant.
    func upload(
        _ id: ID<Upload>,
        of participant: Participant
    ) async throws(Failure<Upload.LookRefusal>) -> Upload {
        try await database.read(refusing: Upload.LookRefusal.self) { connection in
            guard let upload = try UploadStore(connection).upload(id, of: participant.id) else {
                throw Upload.LookRefusal.unknown
            }
            return upload
        }
    }

    /// A file of an upload for a reader who has a link to it. The look stands in the log, on disk,
    /// before the first octet is given away. Whoever is not shown it (`HEAD`) has not looked.
    func look(
        at file: String,
        by reader: MediaLinks.Reader,
        isShown: Bool
    ) async throws(Failure<Upload.LookRefusal>) -> (kind: Upload.Kind, body: Body) {
        let upload = isShown ? try await noteLook(at: file, by: reader) : try await upload(of: file)
        do {
            guard let body = try await uploads.folder.body(file) else {
                log.error("a picture is missing on disk", ["upload": .integer(upload.id.rawValue)])
                throw Failure<Upload.LookRefusal>.fault
            }
            if isShown { metrics.looks.add() }
            return (upload.kind, body)
        } catch {
            throw .fault
        }
    }

    private func noteLook(
        at file: String,
        by reader: MediaLinks.Reader
    ) async throws(Failure<Upload.LookRefusal>) -> Upload {
        try await database.write(refusing: Upload.LookRefusal.self) { unit in
            let store = UploadStore(unit.connection)
            let upload = try Self.upload(of: file, in: store)
            try store.look(at: file, of: upload.id, by: reader.description, at: unit.now)
            return upload
        }
    }

    private func upload(of file: String) async throws(Failure<Upload.LookRefusal>) -> Upload {
        try await database.read(refusing: Upload.LookRefusal.self) {
            try Self.upload(of: file, in: UploadStore($0))
        }
    }

    private static func upload(of file: String, in store: UploadStore) throws -> Upload {
        guard let upload = try store.upload(named: String(file.prefix { $0 != "." })),
            file == upload.file || file == upload.thumbnail
        else { throw Upload.LookRefusal.unknown }
        return upload
    }
}
