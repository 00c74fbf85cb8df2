package org.sgvae.encoder;

import org.sgvae.autodiff.Indices;
import org.sgvae.autodiff.Variable;
import org.sgvae.gnn.Minibatch;

/**
 * What the destructor did to a batch of B graphs.
 *
 * @param batch the graphs along their orderings π, the orders of removal read backwards; until the tape is reset
 * @param lastState states of the nodes that were left, B x d
 * @param summary what the posterior reads, B x (d + pathDim): the last states, and beside them the path codes if there
 *     are any
 * @param logQSteps log-probabilities of all removals, one a row, n x 1: the first removal of every graph, then the
 *     second, …
 * @param graphOfStep for every removal the graph that it is of
 * @param numberOfStep for every removal how many came before it in its graph
 */
public record Destruction(
        Minibatch batch,
        Variable lastState,
        Variable summary,
        Variable logQSteps,
        Indices graphOfStep,
        Indices numberOfStep) {}
