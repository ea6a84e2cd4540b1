public import Basics
import Crypto
public import HTTP
public import Images
public import ServiceKit

extension MediaLibrary {
    /// Something that has to hold in the unit that writes a picture's row, and may write what
    /// belongs to it: throws an ``Upload/Refusal`` if it does not.
    public typealias Admission = @Sendable (UnitOfWork) throws -> Void

    /// Keeps a picture that was sent; the one that is there for a file that its owner has sent
    /// before.
    public func keep(
        _ file: UploadedFile,
        under terms: Upload.Terms,
        admitting: @escaping Admission = { _ in }
    ) async throws(Failure<Upload.Refusal>) -> Upload {
        guard file.count <= limits.fileBytes else { throw .refused(.tooManyBytes) }
        let hash: ExternalID = try await worked {
            (try? file.read()).map { ExternalID(SHA256.hash($0)) }
        }
        if let known = try await known(hash, terms, isCounted: true) { return known }
        let picture = try await worked { [limits] () throws(ImageFailure) -> DevelopedPicture? in
            guard let octets = try? file.read() else { return nil }
            return try DevelopedPicture(octets, limits)
        }
        return try await keep(picture, hash, terms, isCounted: true, admitting)
    }

    /// Keeps a picture that we draw ourselves; the one that is there for a key that was drawn for
    /// its owner before. It counts towards no limit.
    ///
    /// - Throws: `fault` for what cannot be drawn, a refusal by `admitting` alone.
    /// - Parameters:
    ///   - key: Says all that the drawing depends on.
    ///   - terms: For whom it is kept.
    ///   - admitting: What has to hold for its owner.
    ///   - draw: Runs on the worker of pictures, with nothing else beside it.
    /// - Returns: The picture that is kept.
    public func keep(
        drawing key: String,
        under terms: Upload.Terms,
        admitting: @escaping Admission = { _ in },
        _ draw: @escaping @Sendable () throws(ImageFailure) -> Picture
    ) async throws(Failure<Upload.Refusal>) -> Upload {
        let hash = ExternalID(SHA256.hash(Bytes("drawing:\(key)".utf8)))
        if let known = try await known(hash, terms, isCounted: false) { return known }
        let picture: DevelopedPicture
        do throws(Failure<Upload.Refusal>) {
            picture = try await worked { () throws(ImageFailure) in try DevelopedPicture(draw()) }
        } catch {
            // Whatever is wrong with a drawing, it is no fault of its owner.
            if case .refused(let refusal) = error {
                log.error("a picture cannot be drawn", ["cause": .text("\(refusal)")])
                throw .fault
            }
            throw error
        }
        return try await keep(picture, hash, terms, isCounted: false, admitting)
    }

    /// What `work` comes to, one picture at a time; nil is a file that cannot be read any more.
    private func worked<Value: Sendable>(
        _ work: @escaping @Sendable () throws(ImageFailure) -> Value?
    ) async throws(Failure<Upload.Refusal>) -> Value {
        let value: Value?
        do throws(ImageFailure) {
            value = try await ImageWorker.shared.run(work)
        } catch {
            if error == .busy { throw .unavailable(retryAfterSeconds: 5) }
            if let refusal = Upload.Refusal(error) { throw .refused(refusal) }
            log.error("a picture cannot be made", ["cause": .text("\(error)")])
            throw .fault
        }
        guard let value else { throw .fault }
        return value
    }

    /// What its owner has sent before. Who has sent enough is told before any work.
    private func known(
        _ hash: ExternalID,
        _ terms: Upload.Terms,
        isCounted: Bool
    ) async throws(Failure<Upload.Refusal>) -> Upload? {
        let day = CivilZone.china.day(at: clock.now)
        return try await database.read(refusing: Upload.Refusal.self) { connection in
            let store = UploadStore(connection)
            if let known = try store.known(hash, under: terms) { return known }
            guard isCounted, terms.owner != .house else { return nil }
            let usage = try store.usage(of: terms.owner, on: day)
            if let refusal = limits.refusal(today: usage.today + 1, bytes: usage.size) {
                throw refusal
            }
            return nil
        }
    }

    private func keep(
        _ picture: DevelopedPicture,
        _ hash: ExternalID,
        _ terms: Upload.Terms,
        isCounted: Bool,
        _ admitting: @escaping Admission
    ) async throws(Failure<Upload.Refusal>) -> Upload {
        let upload = Upload(
            id: ID(1 + Int64(random.integer(below: Upload.idBound - 1))),
            owner: terms.owner,
            visibility: terms.visibility,
            hash: hash,
            name: Hex.encode(random.bytes(16)),
            kind: picture.kind,
            width: picture.picture.width,
            height: picture.picture.height,
            size: picture.size,
            state: terms.state,
            at: clock.now
        )
        try await save(upload, picture)
        do throws(Failure<Upload.Refusal>) {
            let entered = try await enter(upload, terms, isCounted: isCounted, admitting)
            if entered.id != upload.id { await discard(upload) }
            metrics.kept.add()
            return entered
        } catch {
            // Whether the row was written is known for a refusal alone; else the sweep decides.
            if case .refused = error { await discard(upload) }
            throw error
        }
    }

    private func save(
        _ upload: Upload,
        _ picture: DevelopedPicture
    ) async throws(Failure<Upload.Refusal>) {
        do {
            try await folder.save([
                (upload.thumbnail, picture.thumbnail), (upload.file, picture.picture.octets),
            ])
        } catch {
            log.error("a picture cannot be saved", ["cause": .text("\(error)")])
            throw .fault
        }
    }

    /// Writes the row, unless the same came twice at once: then the other one.
    private func enter(
        _ upload: Upload,
        _ terms: Upload.Terms,
        isCounted: Bool,
        _ admitting: @escaping Admission
    ) async throws(Failure<Upload.Refusal>) -> Upload {
        let day = CivilZone.china.day(at: upload.at)
        return try await database.write(refusing: Upload.Refusal.self) {
            [limits] unit in
            try admitting(unit)
            let store = UploadStore(unit.connection)
            guard try store.add(upload) else {
                return try store.known(upload.hash, under: terms) ?? upload
            }
            guard isCounted, upload.owner != .house else { return upload }
            let usage = try store.use(upload.size, on: day, by: upload.owner)
            if let refusal = limits.refusal(today: usage.today, bytes: usage.size) {
                throw refusal
            }
            return upload
        }
    }

    /// Files that nobody has been told of.
    private func discard(_ upload: Upload) async {
        do {
            try await folder.remove([upload.file, upload.thumbnail])
        } catch {
            log.warning("a picture cannot be removed yet", ["cause": .text("\(error)")])
        }
    }
}
