/** Immutable typed graphs: orderings, automorphisms, isomorphism, data sets and file formats; no numerics. */
@NullMarked
package org.sgvae.graph;

import org.jspecify.annotations.NullMarked;
