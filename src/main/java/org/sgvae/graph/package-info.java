/** Immutable typed graphs: orderings, automorphisms, isomorphism, data sets and file formats; no numerics. */
package org.sgvae.graph;
