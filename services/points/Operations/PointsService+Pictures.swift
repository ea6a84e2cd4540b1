import Basics
import HTTP
import Media
import PointsDomain
import ServiceKit
import Storage

extension PointsService {
    /// Keeps a picture of somebody's, who takes part from then on; the one that is there for a file
    /// that they have sent before. All of them are private: they are sent for the audit of the
    /// fundus (眼底), which makes them medical data.
    func upload(
        _ file: UploadedFile,
        by participant: Participant
    ) async throws(Failure<Upload.Refusal>) -> Upload {
        try await uploads.keep(file, under: .private(of: MediaOwner(participant.id))) { unit in
            let points = PointsStore(unit.connection)
            try points.register(participant, at: unit.now)
            guard try points.account(of: participant.id)?.isClosed == false else {
                throw Upload.Refusal.ownerUnknown
            }
        }
    }

    /// A picture of this participant.
    func upload(
        _ id: ID<Upload>,
        of participant: Participant
    ) async throws(Failure<PictureRefusal>) -> Upload {
        try await database.read(refusing: PictureRefusal.self) { connection in
            let upload = try UploadStore(connection).upload(id, of: MediaOwner(participant.id))
            guard let upload else { throw PictureRefusal.unknown }
            return upload
        }
    }
}
