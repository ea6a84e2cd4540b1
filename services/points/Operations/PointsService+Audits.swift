import Admin
import Basics
import Media
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// Submits pictures of one's own for the fundus audit.
    func applyForAudit(
        _ files: [ID<Upload>],
        by participant: Participant
    ) async throws(Failure<Audit.Refusal>) {
        guard !files.isEmpty else { throw .refused(.noFiles) }
        guard files.count <= Audit.maximumFiles else { throw .refused(.tooManyFiles) }
        // The same picture sent twice has one id: naming it twice is no fault.
        var seen: Set<ID<Upload>> = []
        let files = files.filter { seen.insert($0).inserted }
        try await database.write(refusing: Audit.Refusal.self) { unit in
            let uploads = UploadStore(unit.connection)
            for file in files {
                guard try uploads.upload(file, of: MediaOwner(participant.id)) != nil else {
                    throw Audit.Refusal.fileUnknown
                }
            }
            let audits = AuditStore(unit.connection)
            guard try audits.open(files, of: participant.id, at: unit.now) else {
                throw Audit.Refusal.notNow
            }
        }
        metrics.audits.add()
    }

    /// An audit with its pictures, its history and who looked at the pictures.
    func audit(_ id: ID<Audit>) async throws(Failure<Audit.VerdictRefusal>) -> AuditFolder {
        try await database.read(refusing: Audit.VerdictRefusal.self) { connection in
            let store = AuditStore(connection)
            guard let audit = try store.audit(id) else { throw Audit.VerdictRefusal.unknown }
            let uploads = try store.uploads(in: id)
            return AuditFolder(
                audit: audit,
                uploads: uploads,
                steps: try store.steps(of: id),
                looks: try uploads.flatMap { try UploadStore(connection).looks(at: $0.id) }
            )
        }
    }

    /// The audits in a state behind this one, with their pictures, the oldest first.
    func audits(
        in state: AuditState,
        after id: ID<Audit>,
        upTo count: Int64
    ) async throws(Failure<Never>) -> [AuditFolder] {
        try await database.read(refusing: Never.self) { connection in
            let store = AuditStore(connection)
            return try store.audits(in: state, after: id, upTo: count).map { audit in
                AuditFolder(audit: audit, uploads: try store.uploads(in: audit.id))
            }
        }
    }

    /// Decides an open audit, once, whoever else decides at the same time. An approval pays.
    func decide(
        _ id: ID<Audit>,
        _ verdict: AuditState.Verdict,
        by action: AdminAction
    ) async throws(Failure<Audit.VerdictRefusal>) {
        try await database.write(refusing: Audit.VerdictRefusal.self) { [rules] unit in
            let store = AuditStore(unit.connection)
            guard let owner = try store.close(id, verdict, by: action.operatorName, at: unit.now)
            else {
                guard let audit = try store.audit(id) else { throw Audit.VerdictRefusal.unknown }
                throw Audit.VerdictRefusal.decided(audit.state)
            }
            let entry = TrailEntry(
                action,
                "audit.\(verdict == .approve ? "approve" : "reject")",
                on: "audit:\(id)",
                before: AuditState.audit.rawValue,
                after: verdict.state.rawValue
            )
            try unit.record(entry)
            guard verdict == .approve else { return }
            // `duplicate` is a success of before an account was closed and made anew.
            _ = try PointsStore(unit.connection)
                .award(.eye, to: owner, ref: Audit.ref, under: rules, at: unit.now)
        }
    }
}

/// An audit and what belongs to it.
struct AuditFolder: Sendable {
    let audit: Audit
    let uploads: [Upload]
    var steps: [Audit.Step] = []
    var looks: [UploadStore.Look] = []
}
