import Glibc

/// Holds the writer thread up for a moment, as a slow disk would.
func pause() { usleep(500) }
