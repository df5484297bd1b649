package io.flts.core.json;

/** What stands for {@code null} among the values that {@link JsonReader} makes. */
enum JsonNull {
  /** The one value. */
  NULL
}
