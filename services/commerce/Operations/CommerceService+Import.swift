import Basics
import CommerceDomain
import ServiceKit

extension CommerceService {
    /// Does what the lines of a file say, in one unit: all of it, or nothing where a line is refused or
    /// it is a dry run. A line whose `ref` is there changes that one; the same file again changes
    /// nothing.
    func take(
        _ file: CatalogueFile,
        isDryRun: Bool,
        _ reading: CatalogueImport.Reading,
        by caller: Caller<Operator>
    ) async throws(Failure<CatalogueFile.Refusal>) -> ImportReport {
        do throws(Failure<CatalogueImport.Undone>) {
            return try await atDesk(
                caller,
                needsCentres: file.kind == .merchants,
                refusing: CatalogueImport.Undone.self
            ) { desk in
                try CatalogueImport(desk: desk, reading: reading).take(file, isDryRun: isDryRun)
            }
        } catch {
            switch error {
            case .refused(let undone): return undone.report
            case .unavailable(let seconds): throw .unavailable(retryAfterSeconds: seconds)
            case .fault: throw .fault
            }
        }
    }
}
