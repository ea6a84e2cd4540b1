import Glibc

/// A thread that starts a child and waits for it. The kernel kills the child when the thread that
/// started it ends, so none of a pool will do.
package enum ChildThread {
    private final class Work: Sendable {
        let run: @Sendable () -> Void
        init(run: @escaping @Sendable () -> Void) { self.run = run }
    }

    package static func start(_ work: @escaping @Sendable () -> Void) {
        var attributes = pthread_attr_t()
        unsafe pthread_attr_init(&attributes)
        defer { unsafe pthread_attr_destroy(&attributes) }
        unsafe pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var thread = pthread_t()
        let argument = unsafe Unmanaged.passRetained(Work(run: work)).toOpaque()
        let problem = unsafe pthread_create(
            &thread,
            &attributes,
            { argument in
                guard let argument = unsafe argument else { return nil }
                unsafe Unmanaged<Work>.fromOpaque(argument).takeRetainedValue().run()
                return nil
            },
            argument
        )
        precondition(problem == 0, "no thread to be had for a child process: errno \(problem)")
    }
}
