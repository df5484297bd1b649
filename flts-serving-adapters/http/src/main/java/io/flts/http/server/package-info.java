/**
 * The handler on the HTTP server of the JDK: sockets, threads, start, drain and close. Routes and
 * bodies are the business of {@code handle}; another server needs a bridge like {@code
 * ExchangeBridge} and nothing else of this package.
 */
@NullMarked
package io.flts.http.server;

import org.jspecify.annotations.NullMarked;
