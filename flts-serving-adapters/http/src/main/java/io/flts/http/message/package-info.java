/**
 * What a server hands to the handler and gets back: {@link io.flts.http.message.HttpCall} in,
 * {@link io.flts.http.message.HttpAnswer} out, {@link io.flts.http.message.Fault} for what is wrong
 * with a call. No server and no route lives here.
 */
@NullMarked
package io.flts.http.message;

import org.jspecify.annotations.NullMarked;
