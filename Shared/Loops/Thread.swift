import CLinux
import Glibc

/// A thread of our own that runs one closure and ends with it.
package enum Thread {
    /// Throws what `pthread_create` says when there can be no further thread.
    package static func start(
        _ name: String,
        _ body: @escaping @Sendable () -> Void
    ) throws(LoopError) {
        let box = unsafe Unmanaged.passRetained(Body(name: name, run: body))
        var thread = pthread_t()
        let code = unsafe pthread_create(
            &thread,
            nil,
            { argument in
                guard let argument = unsafe argument else { return nil }
                let body = unsafe Unmanaged<Body>.fromOpaque(argument).takeRetainedValue()
                unsafe kumquat_thread_name(body.name)
                body.run()
                return nil
            },
            box.toOpaque()
        )
        guard code == 0 else {
            unsafe box.release()
            throw LoopError(call: .thread, code: code)
        }
        pthread_detach(thread)
    }

    private final class Body: Sendable {
        let name: String
        let run: @Sendable () -> Void

        init(name: String, run: @escaping @Sendable () -> Void) {
            self.name = name
            self.run = run
        }
    }
}
