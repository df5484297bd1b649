package io.flts.core.registry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A directory whose operations are counted and can be stopped, and that remembers what no sync has
 * made durable yet, so that a power loss can take any part of it back.
 */
final class SimulatedDisk implements FileOperations {

  /** The machine stops. No code may catch it. */
  static final class PowerLoss extends Error {
    private static final long serialVersionUID = 1L;
  }

  /** Something done but not durable, and how it looks once lost. */
  private abstract static class Pending {
    final String what;
    Path path;

    Pending(String what, Path path) {
      this.what = what;
      this.path = path;
    }

    abstract void lose() throws IOException;
  }

  private final class Data extends Pending {
    Data(Path file) {
      super("data", file);
    }

    /** Half of the bytes reached the disk. */
    @Override
    void lose() throws IOException {
      if (Files.exists(path)) {
        byte[] bytes = Files.readAllBytes(path);
        Files.write(path, java.util.Arrays.copyOf(bytes, bytes.length / 2));
      }
    }
  }

  private final class Name extends Pending {
    Name(Path path) {
      super("name", path);
    }

    @Override
    void lose() throws IOException {
      if (Files.exists(path)) {
        deleteTree(path);
      }
    }
  }

  private final class Move extends Pending {
    final Path from;
    final byte[] replaced;

    Move(Path from, Path to, byte[] replaced) {
      super("move", to);
      this.from = from;
      this.replaced = replaced;
    }

    @Override
    void lose() throws IOException {
      if (Files.exists(path) && Files.isDirectory(from.getParent())) {
        Files.move(path, from, StandardCopyOption.REPLACE_EXISTING);
        if (replaced != null) {
          Files.write(path, replaced);
        }
      }
    }
  }

  private final class Deletion extends Pending {
    final byte[] content;

    Deletion(Path path, byte[] content) {
      super("deletion", path);
      this.content = content;
    }

    @Override
    void lose() throws IOException {
      if (Files.isDirectory(path.getParent()) && !Files.exists(path)) {
        Files.write(path, content);
      }
    }
  }

  private final List<Pending> pending = new ArrayList<>();
  private final List<String> log = new ArrayList<>();
  private int stopAfter = Integer.MAX_VALUE;
  private int failAt = Integer.MAX_VALUE;
  private IOException failure = new IOException("unused");
  private boolean off;

  /** The power goes after so many more operations. */
  void stopAfter(int operations) {
    stopAfter = log.size() + operations;
  }

  /** One operation, counted from now from 0, fails. */
  void failAt(int operation, IOException with) {
    failAt = log.size() + operation;
    failure = with;
  }

  /** The machine is on again; nothing was lost. */
  void restart() {
    off = false;
    stopAfter = Integer.MAX_VALUE;
    failAt = Integer.MAX_VALUE;
  }

  int operations() {
    return log.size();
  }

  List<String> log() {
    return log;
  }

  int pendingCount() {
    return pending.size();
  }

  /** Takes back the pending changes whose bit is set, newest first. */
  void lose(long bits) throws IOException {
    for (int i = pending.size() - 1; i >= 0; i--) {
      if ((bits >> i & 1) != 0) {
        pending.get(i).lose();
      }
    }
    pending.clear();
  }

  private void before(String what, Path path) throws IOException {
    if (off || log.size() >= stopAfter) {
      off = true;
      throw new PowerLoss();
    }
    log.add(what + " " + path.getFileName());
    if (log.size() - 1 == failAt) {
      throw failure;
    }
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    before("mkdir", directory);
    if (!Files.isDirectory(directory)) {
      Files.createDirectory(directory);
      pending.add(new Name(directory));
    }
  }

  @Override
  public NewFile create(Path file) throws IOException {
    before("create", file);
    Files.write(file, new byte[0], StandardOpenOption.CREATE_NEW);
    pending.add(new Name(file));
    Data data = new Data(file);
    return new NewFile() {
      @Override
      public void write(byte[] bytes, int offset, int count) throws IOException {
        before("write", file);
        Files.write(
            file,
            java.util.Arrays.copyOfRange(bytes, offset, offset + count),
            StandardOpenOption.APPEND);
        if (!pending.contains(data)) {
          pending.add(data);
        }
      }

      @Override
      public void sync() throws IOException {
        before("sync", file);
        pending.remove(data);
      }

      @Override
      public void close() {
        // closing makes nothing durable
      }
    };
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    before("move", to);
    byte[] replaced = Files.exists(to) ? Files.readAllBytes(to) : null;
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    for (Pending each : pending) {
      if (each instanceof Data && each.path.equals(from)) {
        each.path = to;
      }
    }
    pending.removeIf(each -> each instanceof Name && each.path.equals(from));
    pending.add(new Move(from, to, replaced));
  }

  @Override
  public void delete(Path file) throws IOException {
    before("delete", file);
    if (Files.exists(file)) {
      pending.add(new Deletion(file, Files.readAllBytes(file)));
      Files.delete(file);
    }
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    before("syncdir", directory);
    pending.removeIf(each -> !(each instanceof Data) && each.path.getParent().equals(directory));
  }

  static void deleteTree(Path path) throws IOException {
    if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    List<Path> all = new ArrayList<>();
    try (var walk = Files.walk(path)) {
      walk.forEach(all::add);
    }
    Collections.reverse(all);
    for (Path each : all) {
      Files.delete(each);
    }
  }
}
