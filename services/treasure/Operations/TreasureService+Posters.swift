import AuthCalls
import Basics
import Events
import HTTP
import Images
import Loops
import Media
import ServiceKit
import Storage
import TreasureDomain

extension TreasureService {
    /// Scenes are below this: eight digits of base 36, and too many for anybody to try.
    private static let sceneBound: UInt64 = 1 << 40
    private static let sceneTries = 4

    /// The address of a task's poster for whoever shares it. Drawn once; the same again as long as
    /// nothing on it changes.
    func poster(
        of code: TaskCode?,
        for player: Player
    ) async throws(Failure<PosterRefusal>) -> String {
        let (order, known) = try await database.read(refusing: PosterRefusal.self) {
            connection in
            let order = try posterOrder(of: code, for: player, in: connection)
            return (order, try drawnBefore(order, in: connection))
        }
        if let known { return uploads.links.address(of: known.file) }
        let scene = try await sceneNumber(of: order)
        return try await posters.flights.run("\(scene) \(order.contents)") {
            do throws(Failure<PosterRefusal>) {
                return .success(try await drawn(order, scene))
            } catch {
                return .failure(error)
            }
        }.get()
    }

    private func posterOrder(
        of code: TaskCode?,
        for player: Player,
        in connection: Connection
    ) throws -> PosterOrder {
        let uid = try PeopleStore(connection).account(player.uid)
        guard let code, let view = try SightStore(connection).view(code, by: uid),
            view.isShown(to: uid)
        else { throw PosterRefusal.taskUnknown }
        guard view.task.isPublished else { throw PosterRefusal.notPublished }
        return PosterOrder(
            task: view.task,
            publisher: view.publisher.name,
            sharer: uid,
            unionid: player.unionid,
            app: player.app,
            page: posters.page
        )
    }

    /// What was drawn before.
    private func drawnBefore(_ order: PosterOrder, in connection: Connection) throws -> Upload? {
        let store = PosterStore(connection)
        guard let scene = try store.scene(of: order.task.id, sharedBy: order.sharer),
            let id = try store.poster(scene, order.contents)
        else { return nil }
        return try UploadStore(connection).upload(id)
    }

    private func sceneNumber(of order: PosterOrder) async throws(Failure<PosterRefusal>) -> Int64 {
        let numbers = (0..<Self.sceneTries).map { _ in
            1 + Int64(random.integer(below: Self.sceneBound - 1))
        }
        let scene = try await database.write(refusing: PosterRefusal.self) { unit in
            try PosterStore(unit.connection).scene(
                of: order.task.id,
                sharedBy: order.sharer,
                called: order.unionid,
                among: numbers,
                at: unit.now
            )
        }
        guard let scene else { throw .unavailable(retryAfterSeconds: 1) }
        return scene
    }

    private func drawn(
        _ order: PosterOrder,
        _ scene: Int64
    ) async throws(Failure<PosterRefusal>) -> String {
        let poster = Poster(
            name: order.task.words.name,
            publisher: order.publisher,
            yuan: order.yuan,
            prizes: order.task.terms.hunt.prizes,
            picture: try await octets(of: order.task.words.picture),
            code: try await miniCode(order, scene)
        )
        let upload: Upload
        do throws(Failure<Upload.Refusal>) {
            upload = try await uploads.keep(
                drawing: "treasure poster \(scene) \(order.contents)",
                under: .public(of: MediaOwner(order.task.publisher))
            ) { [font = posters.font] () throws(ImageFailure) in try poster.drawn(in: font) }
        } catch {
            switch error {
            case .refused, .fault: throw .fault
            case .unavailable(let seconds): throw .unavailable(retryAfterSeconds: seconds)
            }
        }
        let isShown = try await database.write(refusing: PosterRefusal.self) { unit in
            let connection = unit.connection
            // It may have been taken away while it was drawn.
            guard try TaskStore(connection).task(order.task.id)?.isPublished == true else {
                _ = try UploadStore(connection).decide(upload.id, mayBeShown: false)
                return false
            }
            try PosterStore(connection)
                .add(upload.id, scene, order.contents, of: order.task.id, at: unit.now)
            return true
        }
        guard isShown else { throw .refused(.notPublished) }
        metrics.posters.add()
        return uploads.links.address(of: upload.file)
    }

    private func miniCode(
        _ order: PosterOrder,
        _ scene: Int64
    ) async throws(Failure<PosterRefusal>) -> Bytes {
        let text = String(scene, radix: 36)
        let target = MiniCodeClient.Target(app: order.app, scene: text, page: order.page)
        do throws(Failure<MiniCodeClient.Refusal>) {
            return try await posters.codes.draw(target)
        } catch {
            switch error {
            case .refused(let refusal):
                log.error("no code for a poster", ["cause": .text("\(refusal)")])
                throw .refused(.noCode)
            case .unavailable(let seconds): throw .unavailable(retryAfterSeconds: seconds)
            case .fault: throw .fault
            }
        }
    }

    /// The file of a task's picture; nil where it was taken away.
    private func octets(of file: String) async throws(Failure<PosterRefusal>) -> Bytes? {
        guard !file.isEmpty else { return nil }
        do {
            let body = try await uploads.folder.body(file)
            return try await body?.collect(upTo: ImageHead.maximumBytes)
        } catch {
            log.error("a picture cannot be read", ["cause": .text("\(error)")])
            throw .fault
        }
    }
}
