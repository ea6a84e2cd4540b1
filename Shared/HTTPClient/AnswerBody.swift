import Basics
import HTTP
import Loops

/// The body of an answer that is still arriving. Letting go of it, or cancelling it, ends the
/// transfer and its connection.
///
/// Unchecked: `transfer` and `isFinished` are touched on the loop's thread only, by the one
/// reader; `deinit` has nobody beside it.
final class AnswerBody: BodySource, @unchecked Sendable {
    private let loop: EventLoop
    private let serial: UInt64
    private let transfer: Transfer
    private var isFinished = false

    init(_ transfer: Transfer, serial: UInt64, loop: EventLoop) {
        self.transfer = transfer
        self.serial = serial
        self.loop = loop
    }

    deinit {
        cancel()
    }

    func next() async throws(BodyFailure) -> Bytes? {
        guard !loop.isCurrent else { return try await take() }
        return try await withTaskExecutorPreference(loop) {
            () async throws(BodyFailure) -> Bytes? in
            try await self.takeThere()
        }
    }

    /// Concurrent, so that it begins on the preferred loop.
    @concurrent
    private func takeThere() async throws(BodyFailure) -> Bytes? {
        try await take()
    }

    func cancel() {
        let transfer = transfer
        let serial = serial
        if loop.isCurrent {
            transfer.drop(serial)
        } else {
            loop.execute { transfer.drop(serial) }
        }
    }

    private func take() async throws(BodyFailure) -> Bytes? {
        while true {
            guard !isFinished else { return nil }
            guard transfer.serial == serial else { throw .disconnected }
            let octets = transfer.takeInbox()
            if !octets.isEmpty { return octets }
            if transfer.phase == .over {
                let failure = transfer.failure
                transfer.drop(serial)
                if let failure { throw failure }
                isFinished = true
                return nil
            }
            await wait()
        }
    }

    private func wait() async {
        let transfer = transfer
        let serial = serial
        await withTaskCancellationHandler {
            await unsafe withUnsafeContinuation { continuation in
                unsafe transfer.reader = continuation
            }
        } onCancel: {
            loop.execute { transfer.abandon(serial, .cancelled) }
        }
    }
}

extension Transfer {
    /// Nobody reads the answer's body any more: ends what is still under way and frees the handle.
    func drop(_ serial: UInt64) {
        guard self.serial == serial else { return }
        abandon(serial, .cancelled)
        guard phase == .over else { return }
        wakeReader()
        client.recycle(self)
    }
}
