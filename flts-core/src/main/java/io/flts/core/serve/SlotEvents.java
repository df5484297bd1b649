package io.flts.core.serve;

import java.io.IOException;

/** What a slot needs done beyond itself. Thread-safe. */
interface SlotEvents {

  /** Has later moves of the slot's alias cause a look at the registry. */
  AutoCloseable watch(ModelSlot slot) throws IOException;

  /** Another version answers. */
  void swapped(
      ModelSlot slot, LiveModel now, ModelSource.Found found, long loadNanos, long swapNanos);

  /** No version could be made to answer anew. */
  void loadFailed(ModelSlot slot, LoadFailedException cause);

  /**
   * Something is not as it should be and has to be tried again.
   *
   * @param times how often in a row, from 1
   */
  void troubled(ModelSlot slot, int times);

  /** A watch could not be ended. */
  void watchNotEnded(ModelSlot slot, Exception cause);
}
