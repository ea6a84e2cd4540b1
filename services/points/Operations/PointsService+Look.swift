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
        try await database.read(refusing: Upload.LookRefusal.self, log: log) { connection in
            guard let upload = try UploadStore(connection).upload(id, of: participant.id) else {
                throw Upload.LookRefusal.unknown
            }
            return upload
        }
    }

    /// A file of an upload for a reader who has a link to it. The look stands in the log, on disk,
    /// before the first octet is given away.
    func look(
        at file: String,
        by reader: MediaLinks.Reader
    ) async throws(Failure<Upload.LookRefusal>) -> (kind: Upload.Kind, body: Body) {
        let name = String(file.prefix { $0 != "." })
        let now = clock.now
        let upload = try await database.write(refusing: Upload.LookRefusal.self, log: log) {
            connection in
            let store = UploadStore(connection)
            guard let upload = try store.upload(named: name),
                file == upload.file || file == upload.thumbnail
            else { throw Upload.LookRefusal.unknown }
            try store.look(at: file, of: upload.id, by: reader.description, at: now)
            return upload
        }
        do {
            guard let body = try await uploads.folder.body(file) else {
                log.error("a picture is missing on disk", ["upload": .integer(upload.id.rawValue)])
                throw Failure<Upload.LookRefusal>.fault
            }
            metrics.looks.add()
            return (upload.kind, body)
        } catch {
            throw .fault
        }
    }
}
