package io.flts.core.registry;

import io.flts.api.error.RegistryException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The right to change one model: against other threads and against other processes.
 *
 * <p>File locks belong to the whole process, and closing any channel of a file drops the process's
 * lock on it. Two registries in one JVM would take each other's lock away; so the locks between
 * threads are the JVM's, too, like the file locks themselves. They hold no state beyond being held.
 */
final class WriteLock implements AutoCloseable {
  private static final ReentrantLock[] THREADS = new ReentrantLock[64];
  private static final long PATIENCE_SECONDS = 60;

  static {
    for (int i = 0; i < THREADS.length; i++) {
      THREADS[i] = new ReentrantLock();
    }
  }

  private final ReentrantLock thread;
  private @Nullable FileChannel channel;

  private WriteLock(ReentrantLock thread) {
    this.thread = thread;
  }

  /**
   * Waits for the right.
   *
   * @param file an absolute path without symbolic links, the same for everybody
   */
  static WriteLock acquire(Path file) throws IOException {
    ReentrantLock thread = THREADS[Math.floorMod(file.hashCode(), THREADS.length)];
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      if (!thread.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
        throw impatient(file, "thread");
      }
    } catch (InterruptedException e) {
      throw interrupted(file);
    }
    WriteLock lock = new WriteLock(thread);
    try {
      lock.acquire(file, deadline);
      return lock;
    } catch (Throwable e) {
      lock.close();
      throw e;
    }
  }

  private void acquire(Path file, long deadline) throws IOException {
    FileChannel opened =
        FileChannel.open(
            file, StandardOpenOption.WRITE, StandardOpenOption.CREATE, LinkOption.NOFOLLOW_LINKS);
    channel = opened;
    // Not lock(): that would wait for ever for a process that was stopped.
    for (FileLock held = opened.tryLock(); held == null; held = opened.tryLock()) {
      if (System.nanoTime() > deadline) {
        throw impatient(file, "process");
      }
      try {
        TimeUnit.MILLISECONDS.sleep(2);
      } catch (InterruptedException e) {
        throw interrupted(file);
      }
    }
  }

  private static RegistryException impatient(Path file, String who) {
    return new RegistryException(
        "Another "
            + who
            + " has held the lock "
            + file
            + " for "
            + PATIENCE_SECONDS
            + " seconds. Nothing was changed; look for what hangs, or try again.");
  }

  private static InterruptedIOException interrupted(Path file) {
    Thread.currentThread().interrupt();
    return new InterruptedIOException("Interrupted while waiting for the lock " + file + ".");
  }

  @Override
  public void close() throws IOException {
    try {
      if (channel != null) {
        channel.close(); // releases the file lock
      }
    } finally {
      thread.unlock();
    }
  }
}
