import Admin
import Basics
import CommerceDomain
import Media
import ServiceKit
import Storage

/// Makes and changes what is in the catalogue, within one unit: from a form of the back office or a
/// line of an import, with a row in the trail for each that is not as it was.
struct CatalogueDesk {
    /// What has become of one.
    enum Outcome<Thing>: Sendable {
        case created(ID<Thing>)
        case changed(ID<Thing>)
        case unchanged(ID<Thing>)

        var id: ID<Thing> {
            switch self {
            case .created(let id), .changed(let id), .unchanged(let id): id
            }
        }
    }

    let unit: UnitOfWork
    let areas: AreaBook
    let initials: Initials
    let links: MediaLinks
    /// The centres that there are.
    let centres: Set<Int64>
    let action: AdminAction
    /// The merchants that the operator may touch; nil for all.
    let scope: Set<ID<Merchant>>?

    var connection: Connection { unit.connection }

    /// The picture that a name or an address of ours leads to; nil for an empty one.
    func picture(_ name: String) throws -> Upload? {
        guard !name.isEmpty else { return nil }
        let file = links.file(at: name) ?? name
        guard let upload = try UploadStore(connection).upload(withFile: file), upload.isShown else {
            throw CatalogueProblem.pictureUnknown
        }
        return upload
    }

    /// The file of a picture as a row has it.
    func file(_ name: String?, else old: String) throws -> String {
        guard let name, name != old else { return old }
        return try picture(name)?.file ?? ""
    }

    /// What is not said is called after its number.
    func ref<Thing>(_ ref: String?, _ id: ID<Thing>) -> String {
        ref.flatMap { $0.isEmpty ? nil : $0 } ?? "\(id)"
    }

    /// Writes down in the trail what is other than before; names of people and their telephones are
    /// not told.
    func record(
        _ what: String,
        on subject: String,
        from before: [CatalogueCell],
        to after: [CatalogueCell]
    ) throws {
        let old = Dictionary(before.map { ($0.column, $0) }) { first, _ in first }
        let new = after.filter { $0 != old[$0.column] }
        let entry = TrailEntry(
            action,
            what,
            on: subject,
            before: new.compactMap { old[$0.column]?.trailText }.joined(separator: " "),
            after: new.map(\.trailText).joined(separator: " ")
        )
        try unit.record(entry)
    }
}
