/**
 * Immutable typed graphs: orderings, automorphisms, isomorphism, data sets and file formats; no numerics.
 *
 * <p>{@link org.sgvae.graph.Graph} is what all else is about. {@link org.sgvae.graph.data.DataSets} turns what a user asks for into
 * graphs, with the help of a {@link org.sgvae.graph.data.GraphFamily}; {@link org.sgvae.graph.io.GraphFiles} reads and writes them.
 */
@NullMarked
package org.sgvae.graph;

import org.jspecify.annotations.NullMarked;
