import Basics
import Loops
import TLS

/// Where the certificate stands that a process shows, and its key.
struct CertificateFiles: Sendable {
    private let certificate: String
    private let key: String
    private let stage: Stage

    private static let maximumBytes = 256 * 1024

    /// Nil where neither is given.
    init?(_ environment: Environment) throws(SettingError) {
        let certificate = environment.optionalText(.tlsCertificate)
        let key = environment.optionalText(.tlsKey)
        guard certificate != nil || key != nil else { return nil }
        guard let certificate else {
            throw SettingError(.tlsCertificate, "must be given with KUMQUAT_TLS_KEY")
        }
        guard let key else {
            throw SettingError(.tlsKey, "must be given with KUMQUAT_TLS_CERTIFICATE")
        }
        self.certificate = certificate
        self.key = key
        stage = environment.stage
    }

    /// Reads both; blocks.
    func read() throws(SettingError) -> TLSIdentity {
        let certificates = try read(certificate, .tlsCertificate)
        do {
            if stage == .production, try SmallFile.isOpenToOthers(key) {
                throw SettingError(.tlsKey, "\(key) may be read by others; chmod 600 it")
            }
        } catch let error as SettingError {
            throw error
        } catch {
            throw SettingError(.tlsKey, "\(error)")
        }
        let octets = try read(key, .tlsKey)
        do throws(TLSFailure) {
            return try TLSIdentity(certificates: certificates, key: octets)
        } catch {
            switch error {
            case .certificateUnreadable, .chainUnreadable:
                throw SettingError(.tlsCertificate, "\(certificate): \(error)")
            case .keyUnreadable, .keyOfAnother, .refused, .noContext:
                throw SettingError(.tlsKey, "\(key): \(error)")
            }
        }
    }

    private func read(_ path: String, _ name: SettingKey) throws(SettingError) -> Bytes {
        do {
            return try SmallFile.read(path, limit: Self.maximumBytes)
        } catch {
            throw SettingError(name, "\(error)")
        }
    }
}
