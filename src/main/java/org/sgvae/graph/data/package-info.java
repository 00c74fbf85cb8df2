/**
 * Data sets of graphs: what {@code --data} names, how they are split and the distribution that they come from, where
 * it is known.
 */
@NullMarked
package org.sgvae.graph.data;

import org.jspecify.annotations.NullMarked;
