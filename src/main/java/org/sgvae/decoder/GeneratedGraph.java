package org.sgvae.decoder;

import org.sgvae.graph.Graph;

/**
 * A sampled graph.
 *
 * @param graph the graph, nodes in construction order
 * @param complete whether the model itself stopped; false if the limit on nodes cut the construction off
 */
public record GeneratedGraph(Graph graph, boolean complete) {}
