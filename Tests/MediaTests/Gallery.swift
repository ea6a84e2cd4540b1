import AuthCalls
import Basics
import Contracts
import Events
import HTTP
import Images
import ServiceKit
import Storage
import TestKit
import Testing

@testable import Media

/// A service that shows pictures to everybody, without sockets.
struct Gallery {
    static let someone = MediaOwner(ID<User>(7))
    static let another = MediaOwner(ID<User>(8))

    let directory: TemporaryDirectory
    let world: TestWorld
    let library: MediaLibrary
    let harness: ServiceHarness
    let events: EventReceiver

    init(
        limits: UploadLimits = UploadLimits(perDay: 50, totalBytes: 500 << 20),
        then effect: @escaping @Sendable (Upload, UnitOfWork) throws -> Void = { _, _ in }
    ) throws {
        directory = try TemporaryDirectory()
        world = TestWorld(home: directory.path)
        let database = try world.serviceDatabase(
            migrations: [EventReceiver.migration(number: 1), MediaLibrary.migration(number: 2)]
        )
        let library = MediaLibrary(
            folder: try MediaFolder(
                directory.file("media"),
                random: world.random,
                log: world.log
            ),
            links: MediaLinks(
                origin: "https://example.com",
                service: "gallery",
                keys: world.keys,
                clock: world.clock
            ),
            database: database,
            publishes: true,
            limits: limits,
            clock: world.clock,
            random: world.random,
            log: world.log,
            metrics: world.metrics
        )
        self.library = library
        var events = EventReceiver(database: database, log: world.log, metrics: world.metrics)
        MediaLibrary.followChecks(by: &events, then: effect)
        var definition = ServiceDefinition()
        definition.database = database.file
        try definition.receive(events)
        self.events = events
        try definition.add([Show.self], by: library)
        harness = try ServiceHarness(definition, in: world)
    }

    /// `GET /media/gallery/{file}`
    private enum Show: Endpoint {
        typealias Service = MediaLibrary
        typealias Wire = InternalContract

        static let route = Route(
            [.get],
            "/media/gallery/{file}",
            "A picture.",
            at: .treasure,
            in: InternalContract.self,
            access: .everybody
        )
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
            by library: MediaLibrary
        ) async throws(Failure<MediaLibrary.LookRefusal>) -> Download {
            try await library.file(input.file, input.ticket, isShown: !caller.wantsHeadOnly)
        }

        static func code(for refusal: MediaLibrary.LookRefusal) -> Code {
            switch refusal {
            case .forbidden: InternalContract.code(for: .forbidden)
            case .unknown: InternalContract.code(for: .routeUnknown)
            }
        }

        static func failure(for refusal: MediaLibrary.LookRefusal) -> TransportFailure? {
            switch refusal {
            case .forbidden: .forbidden
            case .unknown: .routeUnknown
            }
        }
    }

    /// A file that no other call with another `shade` makes.
    static func file(_ shade: UInt8 = 0, width: Int = 8, height: Int = 6) throws -> UploadedFile {
        let color = Color(red: shade, green: 1, blue: 2)
        let octets = try Picture(width: width, height: height, filled: color).png()
        return UploadedFile(fileName: "a.png", contentType: nil, bytes: octets)
    }

    func keep(_ shade: UInt8 = 0, _ terms: Upload.Terms) async throws -> Upload {
        try await library.keep(try Self.file(shade), under: terms)
    }

    /// What somebody gets who asks for an address of ours.
    func look(_ address: String, _ method: Method = .get) async -> ServiceKit.Answer {
        await harness.call(method, address.replacing("https://example.com", with: ""))
    }

    /// What somebody gets who asks for a file without a link.
    func look(at file: String) async -> ServiceKit.Answer {
        await look(library.links.address(of: file))
    }

    func files() async throws -> Set<String> {
        Set(try await library.folder.names(olderThanSeconds: -10))
    }

    func state(of id: ID<Upload>) async throws -> ContentState? {
        try await library.database.read { try UploadStore($0).upload(id)?.state }
    }

    /// Delivers `content.checked`; true if it was taken.
    func tell(_ number: Int, _ checkID: String, _ state: String) async throws -> Bool {
        let answer = await harness.call(
            .post,
            "/internal/events",
            json: #"{"events":[{"id":"auth:\#(number)","seq":\#(number),"subject":"s","#
                + #""type":"content.checked","at":\#(world.clock.now.milliseconds),"#
                + #""data":{"check_id":"\#(checkID)","state":"\#(state)"}}]}"#
        )
        return answer.body.contains(#""accepted":1"#)
    }
}
