/**
 * Graph neural network layers on a disjoint union of graphs: propagation of messages and readout.
 *
 * <p>All graphs of a mini-batch are one big graph without edges between them ({@link org.sgvae.gnn.GraphBatch}), so a layer is a
 * few matrix operations however many graphs there are, and nothing is padded.
 */
@NullMarked
package org.sgvae.gnn;

import org.jspecify.annotations.NullMarked;
