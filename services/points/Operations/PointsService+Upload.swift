import Basics
import Crypto
import HTTP
import Images
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// Keeps a picture of somebody's and answers its id; the same one for a file that they have
    /// sent before.
    ///
    /// The files are on disk before their row is, so that no row is ever without its files; files
    /// without a row are swept away.
    func upload(
        _ file: UploadedFile,
        by participant: Participant
    ) async throws(Failure<Upload.Refusal>) -> ID<Upload> {
        let hash = ExternalID(try await inDarkroom(file) { octets in SHA256.hash(octets) })
        if let known = try await known(hash, of: participant) { return known }
        let developed = try await inDarkroom(file) { octets throws(ImageFailure) in
            try DevelopedUpload(octets)
        }
        let upload = Upload(
            id: ID(1 + Int64(uploads.random.integer(below: Upload.idBound - 1))),
            owner: participant.id,
            hash: hash,
            name: Hex.encode(uploads.random.bytes(16)),
            kind: developed.kind,
            width: developed.picture.width,
            height: developed.picture.height,
            size: developed.size,
            at: clock.now
        )
        try await save(upload, developed)
        do throws(Failure<Upload.Refusal>) {
            let id = try await enter(upload, of: participant)
            if id != upload.id { await discard(upload) }
            metrics.uploads.add()
            return id
        } catch {
            // Whether the row was written is known for a refusal alone; else the sweep decides.
            if case .refused = error { await discard(upload) }
            throw error
        }
    }

    /// What `work` makes of a file, one file at a time.
    private func inDarkroom<Value: Sendable>(
        _ file: UploadedFile,
        _ work: @escaping @Sendable (Bytes) throws(ImageFailure) -> Value
    ) async throws(Failure<Upload.Refusal>) -> Value {
        let result: Result<Value, ImageFailure>?
        do {
            result = try await ImageWorker.shared.run {
                guard let octets = try? file.read() else { return nil }
                return Result { () throws(ImageFailure) in try work(octets) }
            }
        } catch {
            throw .unavailable(retryAfterSeconds: 5)
        }
        guard let result else { throw .fault }
        do throws(ImageFailure) {
            return try result.get()
        } catch {
            guard let refusal = Upload.Refusal(error) else { throw .fault }
            throw .refused(refusal)
        }
    }

    /// The id of a file that was sent before. Who has sent enough is told before any work.
    private func known(
        _ hash: ExternalID,
        of participant: Participant
    ) async throws(Failure<Upload.Refusal>) -> ID<Upload>? {
        let day = CivilZone.china.day(at: clock.now)
        return try await database.read(refusing: Upload.Refusal.self) { connection in
            let store = UploadStore(connection)
            if let id = try store.known(hash, of: participant.id) { return id }
            let usage = try store.usage(of: participant.id, on: day)
            if let refusal = uploads.quota.refusal(today: usage.today + 1, bytes: usage.size) {
                throw refusal
            }
            return nil
        }
    }

    private func save(
        _ upload: Upload,
        _ developed: DevelopedUpload
    ) async throws(Failure<Upload.Refusal>) {
        do {
            try await uploads.folder.save([
                (upload.thumbnail, developed.thumbnail), (upload.file, developed.picture.octets),
            ])
        } catch {
            log.error("a picture cannot be saved", ["cause": .text("\(error)")])
            throw .fault
        }
    }

    /// Writes the row, unless the same file came twice at once: then the id of the other one.
    private func enter(
        _ upload: Upload,
        of participant: Participant
    ) async throws(Failure<Upload.Refusal>) -> ID<Upload> {
        let day = CivilZone.china.day(at: upload.at)
        return try await database.write(refusing: Upload.Refusal.self) {
            [quota = uploads.quota] unit in
            let points = PointsStore(unit.connection)
            try points.register(participant, at: upload.at)
            guard try points.account(of: participant.id)?.isClosed == false else {
                throw Upload.Refusal.participantUnknown
            }
            let store = UploadStore(unit.connection)
            guard try store.add(upload) else {
                return try store.known(upload.hash, of: participant.id) ?? upload.id
            }
            let usage = try store.use(upload.size, on: day, by: participant.id)
            if let refusal = quota.refusal(today: usage.today, bytes: usage.size) { throw refusal }
            return upload.id
        }
    }

    /// Files that nobody has been told of.
    private func discard(_ upload: Upload) async {
        do {
            try await uploads.folder.remove([upload.file, upload.thumbnail])
        } catch {
            log.warning("a picture cannot be removed yet", ["cause": .text("\(error)")])
        }
    }
}
