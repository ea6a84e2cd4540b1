import Basics
import Loops
import TLS

/// TLS at the public addresses of a process: the certificate of the settings, read again on SIGHUP.
struct ProcessTLS: Sendable {
    let server: TLSServer
    private let files: CertificateFiles
    private let clock: Clock
    private let log: Logger
    private let workers: WorkerPool
    private let reloadsFailed = Counter()

    /// A certificate that ends sooner is a warning, at the start, at each reading and twice a day.
    private static let warningDays = 14
    private static let renewalMilliseconds = 12 * 3600 * 1000

    /// Nil where no certificate is given.
    init?(_ process: ProcessContext) throws {
        guard let files = try CertificateFiles(process.environment) else { return nil }
        self.files = files
        server = try TLSServer(files.read(), random: process.random)
        clock = process.clock.real
        log = process.log
        workers = process.workers
        warnOfEnd()
        addFigures(to: process.metrics)
    }

    /// Whether these variables ask for TLS: SIGHUP is ours then.
    static func isAskedFor(_ variables: [String: String]) -> Bool {
        variables[SettingKey.tlsCertificate.rawValue] != nil
    }

    /// Reads the files again at each SIGHUP. Comes back when signals cannot be waited for.
    func followHangUps(on loop: EventLoop) async {
        while (try? await Signals.next(of: [Signals.hangUp], on: loop)) != nil { await reload() }
    }

    /// Makes new keys of tickets twice a day, until cancelled.
    func renewTicketKeys() async {
        while await Pause.milliseconds(Self.renewalMilliseconds) {
            do {
                try server.renewTicketKeys()
            } catch {
                log.error("no new keys of TLS tickets", ["cause": .text("\(error)")])
            }
            warnOfEnd()
        }
    }

    /// What cannot be used changes nothing.
    private func reload() async {
        do {
            try server.replace(await workers.run { [files] in try files.read() })
            log.notice("certificate read again", ["days": .integer(Int64(days))])
            warnOfEnd()
        } catch {
            reloadsFailed.add()
            log.error("the certificate is still the old one", ["cause": .text("\(error)")])
        }
    }

    private var days: Int {
        let left = server.identity.notAfter.seconds - clock.now().seconds
        return Int(left / 86_400) - (left < 0 ? 1 : 0)
    }

    private func warnOfEnd() {
        guard days < Self.warningDays else { return }
        log.warning("the certificate ends soon", ["days": .integer(Int64(days))])
    }

    private func addFigures(to metrics: Metrics) {
        let server = server
        metrics.counter(
            "kumquat_tls_handshakes_total",
            "TLS handshakes, by how they ended.",
            label: "outcome"
        ) {
            let done = server.metrics
            return [
                ("full", Double(done.full)), ("resumed", Double(done.resumed)),
                ("failed", Double(done.failed)),
            ]
        }
        let clock = clock
        metrics.gauge("kumquat_tls_certificate_days", "Days that the certificate is still good.") {
            Double(server.identity.notAfter.milliseconds - clock.now().milliseconds) / 86_400_000
        }
        metrics.counter(
            "kumquat_tls_reloads_failed_total",
            "Certificates that could not be read again."
        ) { [reloadsFailed] in Double(reloadsFailed.value) }
    }
}
