/**
 * GraphRNN and GraphRNN-S (You et al. 2018): a graph as the sequence of the rows of its adjacency matrix along an
 * ordering.
 */
@NullMarked
package org.sgvae.graphrnn;

import org.jspecify.annotations.NullMarked;
