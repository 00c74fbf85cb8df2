/**
 * JSON (RFC 8259), read strictly and written the same way on every machine: the text form of configurations, metrics,
 * typed graphs and the headers of weights files.
 *
 * <p>{@link org.sgvae.json.Json} reads and writes; {@link org.sgvae.json.JsonValue} is what a text says;
 * {@link org.sgvae.json.JsonPlace} takes numbers, strings and lists out of it with errors that name the place.
 */
@NullMarked
package org.sgvae.json;

import org.jspecify.annotations.NullMarked;
