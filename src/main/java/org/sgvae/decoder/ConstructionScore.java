package org.sgvae.decoder;

import org.sgvae.autodiff.Variable;

/**
 * Log-probability of constructing B labelled graphs along their orderings, \(\log p(x, π \mid z)\), and its parts;
 * nats.
 *
 * @param logPx the sum, B x 1
 * @param logPAddNode decisions to go on or to stop, and on types where they are made at once, B x 1
 * @param logPAddEdges decisions on edges, B x 1
 * @param logPNodeTypes node types; only of first nodes where those of others are decided on at once, B x 1
 */
public record ConstructionScore(Variable logPx, Variable logPAddNode, Variable logPAddEdges, Variable logPNodeTypes) {}
