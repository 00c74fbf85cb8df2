/** What an application calls: training, sampling, encoding and decoding without tapes, random keys and threads. */
@NullMarked
package org.sgvae.generator;

import org.jspecify.annotations.NullMarked;
