import Basics
import TestKit
import Testing

@testable import WeChatPay

/// When certificates are downloaded, with a clock that is moved.
@Suite struct KeyringTests {
    private let old: FakePlatform.Signer
    private let new: FakePlatform.Signer
    private let platform: FakePlatform
    private let keyring: PlatformKeyring

    init() throws {
        old = try FakePlatform.Signer(number: 1)
        new = try FakePlatform.Signer(number: 2)
        platform = try FakePlatform([old])
        keyring = try platform.keyring()
    }

    private func check(_ signer: FakePlatform.Signer) async throws {
        try await keyring.check(platform.claim(of: signer))
    }

    @Test func twentyFirstCallbacksAtOnceDownloadOnce() async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<20 { group.addTask { try await check(old) } }
            try await group.waitForAll()
        }
        #expect(platform.downloads == 1)
    }

    @Test func whoeverGoesDoesNotTakeTheDownloadAlong() async throws {
        try await check(old)
        platform.time.advance(seconds: 60)
        platform.signers = [old, new]
        let claim = try platform.claim(of: new)
        await withTaskGroup(of: Void.self) { group in
            group.addTask {
                unsafe withUnsafeCurrentTask { task in unsafe task?.cancel() }
                try? await keyring.check(claim)
            }
        }
        try await check(new)
        #expect(platform.downloads == 2)
    }

    @Test func aNewSerialIsTakenAtOnce() async throws {
        try await check(old)
        platform.time.advance(seconds: 60)
        platform.signers = [old, new]
        try await check(new)
        try await check(old)
        #expect(platform.downloads == 2)
    }

    @Test func unknownSerialsAskOnceAMinute() async throws {
        try await check(old)
        platform.time.advance(seconds: 60)
        for _ in 0..<3 {
            await #expect(throws: PayFailure.notAuthentic(.keyUnknown)) { try await check(new) }
        }
        #expect(platform.downloads == 2)
        platform.signers = [old, new]
        platform.time.advance(seconds: 59)
        await #expect(throws: PayFailure.notAuthentic(.keyUnknown)) { try await check(new) }
        #expect(platform.downloads == 2)
        platform.time.advance(seconds: 1)
        try await check(new)
        #expect(platform.downloads == 3)
    }

    @Test func certificatesAreRenewedTwiceADay() async throws {
        try await check(old)
        platform.time.advance(seconds: 12 * 3600 - 1)
        try await check(old)
        #expect(platform.downloads == 1)
        platform.signers = [old, new]
        platform.time.advance(seconds: 1)
        try await check(old)
        #expect(platform.downloads == 2)
        try await check(new)
        #expect(platform.downloads == 2)
        // What is listed no more is taken no more.
        platform.signers = [new]
        platform.time.advance(seconds: 12 * 3600)
        try await check(new)
        platform.time.advance(seconds: 30)
        await #expect(throws: PayFailure.notAuthentic(.keyUnknown)) { try await check(old) }
        #expect(platform.downloads == 3)
    }

    @Test func oldOnesDoWhileNewOnesCannotBeHad() async throws {
        try await check(old)
        platform.isAway = true
        platform.time.advance(seconds: 12 * 3600)
        for _ in 0..<3 { try await check(old) }
        #expect(platform.downloads == 2)
        await #expect {
            try await check(new)
        } throws: { isSilence($0) }
        platform.time.advance(seconds: 60)
        platform.isAway = false
        platform.signers = [new]
        try await check(old)
        #expect(platform.downloads == 3)
        try await check(new)
        #expect(platform.downloads == 3)
    }
}
