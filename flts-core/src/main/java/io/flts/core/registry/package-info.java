/**
 * Where versions of models live: {@link io.flts.core.registry.FileSystemRegistry} on a disk that
 * several processes may share, {@link io.flts.core.registry.InMemoryRegistry} for one process and
 * for tests.
 *
 * <p>What is on disk is told in {@code docs/reference/registry.md}, why a crash cannot leave a
 * third state in {@code docs/explanation/crash-safety.md}. Every change of the disk goes through
 * {@code FileOperations}, where the tests stop it. What a version's bytes mean is the business of
 * {@code bundle}; whether to promote is decided in {@code promote}.
 */
@NullMarked
package io.flts.core.registry;

import org.jspecify.annotations.NullMarked;
