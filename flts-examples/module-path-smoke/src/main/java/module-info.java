/**
 * A program on the module path: names api and core, meets the models as automatic modules at run
 * time.
 */
module io.flts.examples.modulepath {
  requires io.flts.api;
  requires io.flts.core;
  requires static org.jspecify;
}
