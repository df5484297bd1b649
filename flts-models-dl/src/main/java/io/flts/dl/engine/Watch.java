package io.flts.dl.engine;

/**
 * Looks on while a network is trained, and may end it.
 *
 * @since 0.1.0
 */
public interface Watch {

  /** Asked before every step; false ends training with the best weights so far. */
  boolean goOn();

  /**
   * Told after every epoch.
   *
   * @param epoch epochs done
   * @param loss mean training loss of the epoch
   * @param validation validation loss, NaN without validation windows
   */
  void epoch(int epoch, double loss, double validation);
}
