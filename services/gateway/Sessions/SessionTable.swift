import Basics
import ServiceKit
import Loops

/// Tokens found good, with what goes to the services for them, and what is known against sessions.
///
/// Only good tokens get in, so no number of forged ones pushes a good one out. Two generations:
/// when the younger is full it becomes the older one, and the older one goes; what is used moves
/// on. One lock, held for a look-up.
final class SessionTable: Sendable {
    /// A good token.
    struct Entry: Sendable {
        let claims: TokenClaims
        /// The value of `X-Kumquat-Identity`.
        let header: Bytes
        /// There was no account when it was last asked for: ask again.
        let hasNoAccount: Bool
    }

    /// What is known of a session beside its tokens.
    enum Standing: Sendable, Equatable {
        case unknown
        /// What tokens say of the account may be wrong: ask auth.
        case ask
        case revoked
        /// Revoked, and the identity itself is no more.
        case gone

        var isOver: Bool { self == .revoked || self == .gone }
    }

    private struct Generation {
        var entries: [OctetKey: Entry] = [:]
        var tokens: [String: [OctetKey]] = [:]
    }

    private struct State {
        var young = Generation()
        var old = Generation()
        /// Sessions, and with "iid:" before them identities, and how many changes ago.
        var standings: [String: (standing: Standing, version: UInt64)] = [:]
        var version: UInt64 = 0
        /// More is known against sessions than is kept here: ask about every one.
        var isOverfull = false
    }

    private let tokensPerGeneration: Int
    private let maximumStandings: Int
    private let state = Locked(State())

    init(tokensPerGeneration: Int = 8192, maximumStandings: Int = 500_000) {
        self.tokensPerGeneration = tokensPerGeneration
        self.maximumStandings = maximumStandings
    }

    /// What was found out about this very token before.
    func entry(_ token: Bytes) -> Entry? {
        let token = OctetKey(token[...])
        return state.withLock { state in
            if let entry = state.young.entries[token] { return entry }
            guard let entry = state.old.entries[token] else { return nil }
            keep(token, entry, &state)
            return entry
        }
    }

    /// How a session stands, and the count of changes to be handed to ``keep(_:_:asOf:)``.
    func standing(of identity: Identity) -> (standing: Standing, version: UInt64) {
        state.withLock { (standing(of: identity, $0), $0.version) }
    }

    /// Keeps a good token, unless its session changed after `version`. False when it was revoked.
    func keep(_ token: Bytes, _ entry: Entry, asOf version: UInt64) -> Bool {
        state.withLock { state in
            let identity = entry.claims.identity
            if standing(of: identity, state).isOver { return false }
            if lastChange(of: identity, state) <= version {
                keep(OctetKey(token[...]), entry, &state)
            }
            return true
        }
    }

    /// Takes note of a change; tokens of the session are judged anew.
    func note(_ change: SessionChange) {
        state.withLock { state in
            state.version += 1
            if let sid = change.sid {
                note(Standing(change.kind), sid, &state)
                forget(sid, &state)
            } else if let iid = change.iid {
                // Some of its sessions may be younger than the change: auth knows.
                note(.ask, "iid:\(iid)", &state)
                for (sid, tokens) in state.young.tokens.merging(
                    state.old.tokens,
                    uniquingKeysWith: { $0 + $1 }
                ) {
                    let isTheirs = tokens.contains { token in
                        let entry = state.young.entries[token] ?? state.old.entries[token]
                        return entry?.claims.identity.iid.rawValue == iid
                    }
                    if isTheirs { forget(sid, &state) }
                }
            }
        }
    }

    /// The number of tokens kept.
    var count: Int { state.withLock { $0.young.entries.count + $0.old.entries.count } }

    private func standing(of identity: Identity, _ state: State) -> Standing {
        if let known = state.standings[identity.sid] { return known.standing }
        if state.isOverfull || state.standings["iid:\(identity.iid.rawValue)"] != nil {
            return .ask
        }
        return .unknown
    }

    private func lastChange(of identity: Identity, _ state: State) -> UInt64 {
        max(
            state.standings[identity.sid]?.version ?? 0,
            state.standings["iid:\(identity.iid.rawValue)"]?.version ?? 0
        )
    }

    private func note(_ standing: Standing, _ name: String, _ state: inout State) {
        // What is over stays over; why it is may be learned later.
        if state.standings[name]?.standing.isOver == true, standing != .gone { return }
        if state.standings[name] == nil, state.standings.count >= maximumStandings {
            state.isOverfull = true
            return
        }
        state.standings[name] = (standing, state.version)
    }

    private func keep(_ token: OctetKey, _ entry: Entry, _ state: inout State) {
        if state.young.entries.count >= tokensPerGeneration {
            state.old = state.young
            state.young = Generation()
        }
        if state.young.entries.updateValue(entry, forKey: token) == nil {
            state.young.tokens[entry.claims.identity.sid, default: []].append(token)
        }
    }

    private func forget(_ sid: String, _ state: inout State) {
        for token in state.young.tokens.removeValue(forKey: sid) ?? [] {
            state.young.entries[token] = nil
        }
        for token in state.old.tokens.removeValue(forKey: sid) ?? [] {
            state.old.entries[token] = nil
        }
    }
}

extension SessionTable.Standing {
    /// What a change makes of a session.
    init(_ kind: SessionChange.Kind) {
        self =
            switch kind {
            case .revoked: .revoked
            case .gone: .gone
            case .changed: .ask
            }
    }
}
